import TokenModel

/// A line of which parts are hidden, and what of it is shown.
struct MaskedLine {
  let scalars: [Unicode.Scalar]
  private var hidden: [Range<Int>] = []

  /// How many scalars are shown before the marked place begins, and from there on, where a line is too long.
  private static let shownBefore = 60
  private static let shownFrom = 100

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func hide(_ range: Range<Int>) {
    if !range.isEmpty { hidden.append(range) }
  }

  /// The line with a mask for each hidden part, shortened around a marked place.
  func excerpt(marking place: Range<Int>) -> Diagnostic.Excerpt {
    var shown: [Unicode.Scalar] = []
    var start: Int?
    var end: Int?
    var index = 0
    for part in joinedHidden + [scalars.count..<scalars.count] {
      let open = index..<part.lowerBound
      let offset = shown.count - open.lowerBound
      shown += scalars[open]
      let maskStart = shown.count
      if !part.isEmpty { shown += Array(SecretMask.mask.unicodeScalars) }
      if start == nil, place.lowerBound < part.upperBound || part.isEmpty {
        start = place.lowerBound < part.lowerBound ? place.lowerBound + offset : maskStart
      }
      if end == nil, place.upperBound <= part.upperBound || part.isEmpty {
        end = place.upperBound <= part.lowerBound ? place.upperBound + offset : shown.count
      }
      index = part.upperBound
    }
    return Self.window(of: shown, marking: (start ?? 0)..<max(start ?? 0, end ?? 0))
  }

  private var joinedHidden: [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
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
