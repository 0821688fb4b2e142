import TokenModel

/// A line of which parts are hidden, and what of it is shown.
struct MaskedLine {
  let scalars: [Unicode.Scalar]
  private var parts: [Part] = []

  /// A part that is not shown, and what is shown for it.
  private struct Part {
    var range: Range<Int>
    var text: String
  }

  /// How many scalars are shown before the marked place begins, and from there on, where a line is too long.
  private static let shownBefore = 60
  private static let shownFrom = 100

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// Keeps a secret from being shown.
  mutating func hide(_ range: Range<Int>) {
    if !range.isEmpty { parts.append(Part(range: range, text: SecretMask.mask)) }
  }

  /// Shows an ellipsis for a part.
  mutating func leaveOut(_ range: Range<Int>) {
    if !range.isEmpty { parts.append(Part(range: range, text: "…")) }
  }

  /// The line as it may be shown, shortened around a marked place.
  func excerpt(marking place: Range<Int>) -> Diagnostic.Excerpt {
    var shown: [Unicode.Scalar] = []
    var start: Int?
    var end: Int?
    var index = 0
    for part in joinedParts + [Part(range: scalars.count..<scalars.count, text: "")] {
      let offset = shown.count - index
      shown += scalars[index..<part.range.lowerBound]
      let before = shown.count
      shown += part.text.unicodeScalars
      let isLast = part.range.isEmpty
      if start == nil, isLast || place.lowerBound < part.range.upperBound {
        start = place.lowerBound < part.range.lowerBound ? place.lowerBound + offset : before
      }
      if end == nil, isLast || place.upperBound <= part.range.upperBound {
        end = place.upperBound <= part.range.lowerBound ? place.upperBound + offset : shown.count
      }
      index = part.range.upperBound
    }
    let first = start ?? 0
    return Self.window(of: shown, marking: first..<max(first, end ?? first))
  }

  private var joinedParts: [Part] {
    var joined: [Part] = []
    for part in parts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = joined.last, part.range.lowerBound < last.range.upperBound {
        let range = last.range.lowerBound..<max(last.range.upperBound, part.range.upperBound)
        joined[joined.count - 1] = Part(range: range, text: SecretMask.mask)
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  private static func window(of line: [Unicode.Scalar], marking place: Range<Int>) -> Diagnostic.Excerpt {
    let isShort = line.count <= shownBefore + shownFrom
    let start = isShort ? 0 : max(0, place.lowerBound - shownBefore)
    let end = isShort ? line.count : min(line.count, place.lowerBound + shownFrom)
    var text = String.UnicodeScalarView()
    if start > 0 { text.append("…") }
    text.append(contentsOf: line[start..<end])
    if end < line.count { text.append("…") }
    return Diagnostic.Excerpt(
      line: String(text), column: place.lowerBound - start + (start > 0 ? 2 : 1),
      length: min(place.upperBound, end) - place.lowerBound)
  }
}
