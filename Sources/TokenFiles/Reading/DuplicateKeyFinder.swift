import TokenModel

/// Finds keys and list entries that occur twice. Up to eight texts are compared one by one, without an allocation; more go
/// into a dictionary.
struct DuplicateKeyFinder {
  private var few = [8 of Known](repeating: Known(text: 0, place: 0))
  private var fewCount = 0
  private var many: [VerbatimText: Int] = [:]

  private struct Known {
    var text: UInt32
    var place: UInt32
  }

  /// The node at which a scalar's text occurred before. If it did not, records this one and returns nil.
  ///
  /// - Parameters:
  ///   - text: The node of the scalar.
  ///   - place: The node to record, which is an alias if the scalar was written as one.
  mutating func firstOccurrence(of text: Int, at place: Int, in tree: NodeTree) -> Int? {
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
