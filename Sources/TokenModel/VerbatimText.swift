/// Text that is compared by its Unicode scalars: `é` as one scalar differs from `e` with a combining accent.
///
/// The platform stores text verbatim, so texts that are equal as `String` can still differ, and are then shown and written.
@usableFromInline package struct VerbatimText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The text.
  @usableFromInline package let string: String

  /// Wraps a text.
  @inlinable package init(_ string: String) {
    self.string = string
  }

  /// Wraps a literal.
  @inlinable package init(stringLiteral value: String) {
    string = value
  }

  /// Whether the text is `""`.
  package var isEmpty: Bool { string.utf8.isEmpty }

  /// Compares scalar by scalar.
  @inlinable package static func == (left: Self, right: Self) -> Bool {
    left.string.isVerbatim(right.string)
  }

  /// Hashes the scalars.
  @inlinable package func hash(into hasher: inout Hasher) {
    string.hashVerbatim(into: &hasher)
  }
}

extension String {
  /// Whether both have the same scalars. Compares bytes in place, which is several times as fast as comparing UTF-8 views.
  @usableFromInline func isVerbatim(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.count == $0.count && bytes.elementsEqual($0) }
    }.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether it precedes the other in the order of bytes, which is that of scalars.
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
