/// The pattern of `like` and `ilike`: `*` matches any characters, including none.
struct LikePattern: Equatable {
  private let parts: [String]
  private let ignoresCase: Bool

  init(_ pattern: String, ignoresCase: Bool) {
    self.ignoresCase = ignoresCase
    parts = (ignoresCase ? pattern.lowercased() : pattern)
      .split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  func matches(_ text: String) -> Bool {
    var rest = Array((ignoresCase ? text.lowercased() : text).utf8)[...]
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return rest.elementsEqual(parts.joined().utf8)
    }
    guard rest.starts(with: first.utf8) else { return false }
    rest = rest.dropFirst(first.utf8.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let end = endOfFirst(Array(part.utf8), in: rest) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.utf8.count && rest.suffix(last.utf8.count).elementsEqual(last.utf8)
  }

  private func endOfFirst(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= part.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - part.count))
      .first { bytes[$0..<($0 + part.count)].elementsEqual(part) }
      .map { $0 + part.count }
  }
}
