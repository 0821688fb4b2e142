import TokenModel

/// Which texts of a document have been met, and at which nodes first. Few are compared one by one, without memory of
/// their own; many through a dictionary.
struct KeyPlaces {
  private var few = [8 of Known](repeating: Known(text: 0, place: 0))
  private var fewCount = 0
  private var many: [VerbatimText: Int] = [:]

  private struct Known {
    var text: UInt32
    var place: UInt32
  }

  /// The node at which a scalar's text was met before; where it was not, takes note of the one at which it is now.
  mutating func firstPlace(of text: Int, at place: Int, in tree: NodeTree) -> Int? {
    if many.isEmpty {
      for index in 0..<fewCount where tree.haveSameText(Int(few[index].text), text) { return Int(few[index].place) }
      if fewCount < few.count {
        few[fewCount] = Known(text: UInt32(text), place: UInt32(place))
        fewCount += 1
        return nil
      }
      for index in few.indices { many[VerbatimText(tree.text(of: Int(few[index].text)))] = Int(few[index].place) }
    }
    let text = VerbatimText(tree.text(of: text))
    if let first = many[text] { return first }
    many[text] = place
    return nil
  }
}
