extension UnsafeBufferPointer<UInt8> {
  init(_ text: StaticString) {
    self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Whether both hold the same bytes. For the short texts that are compared here, `elementsEqual` takes three times as
  /// long.
  func isSame(as other: Self) -> Bool {
    count == other.count && indices.allSatisfy { self[$0] == other[$0] }
  }

  func begins(with text: StaticString) -> Bool {
    Self(rebasing: prefix(text.utf8CodeUnitCount)).isSame(as: Self(text))
  }
}
