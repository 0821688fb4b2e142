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
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = string
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
