/// A pattern for the names of tokens: `*` is any text, and `{file}` is the part that names a file. Everything else is
/// compared as it is, without regard to upper and lower case of ASCII.
package struct NamePattern: Sendable, Equatable {
  private enum Part: Equatable {
    case any, file
    case scalar(Unicode.Scalar)
  }

  private let parts: [Part]
  /// How many scalars of a text are looked at; the platform's names are shorter.
  private static let longest = 300

  /// Whether the pattern has the part that names a file.
  package let namesFile: Bool

  /// - Parameter text: A pattern; `{file}` may be in it once, and counts as text after that.
  package init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix("{file}"), !parts.contains(.file) {
        parts.append(.file)
        rest = rest.dropFirst(6)
      } else {
        parts += first == "*" ? [.any] : first.unicodeScalars.map { .scalar($0.lowercased) }
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
    namesFile = parts.contains(.file)
  }

  /// The part of a text that names its file, as short as possible; `""` if the pattern has none, nil if the text does not
  /// match.
  package func match(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars.prefix(Self.longest))
    var failed = Set<Int>()
    guard let capture = capture(scalars, 0, 0, &failed) else { return nil }
    return capture.reduce(into: "") { $0.unicodeScalars.append(scalars[$1]) }
  }

  /// The captured range if the rest of the text matches the rest of the pattern. Each pair of places fails at most once.
  private func capture(_ text: [Unicode.Scalar], _ place: Int, _ part: Int, _ failed: inout Set<Int>) -> Range<Int>? {
    guard part < parts.count else { return place == text.count ? 0..<0 : nil }
    let key = place * (parts.count + 1) + part
    guard !failed.contains(key) else { return nil }
    switch parts[part] {
    case .scalar(let scalar):
      if place < text.count, text[place].lowercased == scalar {
        if let range = capture(text, place + 1, part + 1, &failed) { return range }
      }
    case .any, .file:
      for end in place...text.count {
        guard let range = capture(text, end, part + 1, &failed) else { continue }
        return parts[part] == .file ? place..<end : range
      }
    }
    failed.insert(key)
    return nil
  }
}

extension Unicode.Scalar {
  fileprivate var lowercased: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(value | 0x20) ?? self : self
  }
}
