/// Text that is the same only if every Unicode scalar is: `é` as one scalar differs from `e` with a combining accent.
///
/// The platform stores text verbatim, so a difference that `String` would call equal is a difference to show and write.
package struct VerbatimText: Hashable, Sendable, ExpressibleByStringLiteral {
  package let string: String

  package init(_ string: String) {
    self.string = string
  }

  package init(stringLiteral value: String) {
    string = value
  }

  package var isEmpty: Bool { string.utf8.isEmpty }

  package static func == (left: Self, right: Self) -> Bool {
    left.string.isVerbatim(right.string)
  }

  package func hash(into hasher: inout Hasher) {
    var text = string
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether both are the same scalars. Compares bytes in place, which takes a fraction of walking two UTF-8 views.
  func isVerbatim(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.count == $0.count && bytes.elementsEqual($0) }
    }.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }
}
