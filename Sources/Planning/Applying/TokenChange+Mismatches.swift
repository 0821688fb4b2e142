import TokenModel

extension TokenChange {
  enum Side {
    case before, after
  }

  /// What sets one side of the change apart from what a live token holds, from what is asked to what is stored; nil if
  /// the answer leaves out what has to be known.
  func mismatches(with live: LiveToken, on side: Side) -> TokenDifference? {
    let asked = AskedToken(self, side)
    guard asked.unread(in: live).isEmpty else { return nil }
    return TokenDifference(from: live, to: asked).reversed
  }
}
