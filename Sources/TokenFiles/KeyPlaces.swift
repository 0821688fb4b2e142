import TokenModel

/// Which texts have been met, and where first. Few are compared one by one, many through a dictionary.
struct KeyPlaces {
  private var few: [(text: String, place: Span)] = []
  private var many: [VerbatimText: Span] = [:]

  /// Where the text was met before; where it was not, takes note of its place.
  mutating func firstPlace(of text: String, orTake place: Span) -> Span? {
    if !many.isEmpty {
      guard let first = many[VerbatimText(text)] else {
        many[VerbatimText(text)] = place
        return nil
      }
      return first
    }
    for known in few where known.text == text && VerbatimText(known.text) == VerbatimText(text) { return known.place }
    few.append((text, place))
    if few.count > 8 {
      for known in few { many[VerbatimText(known.text)] = known.place }
      few = []
    }
    return nil
  }
}
