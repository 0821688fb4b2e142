import TokenModel

extension TokenChange {
  enum Side {
    case before, after
  }

  /// What sets one side of the change apart from what a live token holds, from what is asked to what is stored; nil if
  /// the answer leaves out what has to be known.
  ///
  /// - Parameter isComplete: Whether the answer has all that the platform ever tells: filters that it leaves out are none.
  func mismatches(with live: LiveToken, on side: Side, isComplete: Bool) -> TokenDifference? {
    let asked = AskedToken(self, side)
    guard asked.unread(in: live, isComplete: isComplete).isEmpty else { return nil }
    return TokenDifference(from: live, to: asked, isComplete: isComplete).reversed
  }
}
