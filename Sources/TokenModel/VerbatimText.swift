/// Text that is the same only if every Unicode scalar is: `é` as one scalar differs from `e` with a combining accent.
///
/// The platform stores text verbatim, so a difference that `String` would call equal is a difference to show and write.
@usableFromInline package struct VerbatimText: Hashable, Sendable, ExpressibleByStringLiteral {
  @usableFromInline package let string: String

  @inlinable package init(_ string: String) {
    self.string = string
  }

  @inlinable package init(stringLiteral value: String) {
    string = value
  }

  package var isEmpty: Bool { string.utf8.isEmpty }

  @inlinable package static func == (left: Self, right: Self) -> Bool {
    left.string.isVerbatim(right.string)
  }

  @inlinable package func hash(into hasher: inout Hasher) {
    string.hashVerbatim(into: &hasher)
  }
}

extension String {
  /// Whether both are the same scalars. Compares bytes in place, which takes a fraction of walking two UTF-8 views.
  @usableFromInline func isVerbatim(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.count == $0.count && bytes.elementsEqual($0) }
    }.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether it stands before the other in the order of bytes, which is that of scalars.
  @usableFromInline func precedesVerbatim(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.lexicographicallyPrecedes($0) }
    }.flatMap(\.self) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  @usableFromInline func hashVerbatim(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
