/// Tokens as JSON, kept for each view until they change.
struct RenderedTokens: Sendable {
  private static let maximumViews = 6

  private var views: [TokenView: [[UInt8]?]] = [:]

  /// Appends the tokens in `slots`, separated by commas.
  mutating func append(
    _ slots: ArraySlice<Int>, of tokens: [StoredToken], as view: TokenView, behaviour: Misbehaviour,
    to output: inout [UInt8]
  ) {
    var rendered = views.removeValue(forKey: view) ?? []
    if rendered.count < tokens.count {
      rendered += Array(repeating: nil, count: tokens.count - rendered.count)
    }
    for (number, slot) in slots.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      let bytes = rendered[slot] ?? view.value(of: tokens[slot], behaviour: behaviour).bytes
      rendered[slot] = bytes
      output.append(contentsOf: bytes)
    }
    if views.count >= Self.maximumViews { views.removeAll() }
    views[view] = rendered
  }

  mutating func forget(_ slot: Int) {
    // Over a copy of the keys: `keys` itself would share the views, and each change would copy all that is rendered.
    for view in Array(views.keys) where slot < views[view]?.count ?? 0 { views[view]?[slot] = nil }
  }
}
