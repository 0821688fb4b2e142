import TokenModel

extension TokenChange {
  enum Side {
    case before, after
  }

  /// Which side of the change a live token is on.
  enum HeldSide {
    case before, after, neither
    /// It can be on either side: the answer does not tell all extensions from none.
    case undecided
    /// The answer leaves out what has to be known.
    case unread
  }

  /// What sets one side of the change apart from what a live token holds, from what is asked to what is stored; nil if
  /// the answer leaves out what has to be known.
  func mismatches(with live: LiveToken, on side: Side) -> TokenDifference? {
    let asked = AskedToken(self, side)
    guard asked.unread(in: live).isEmpty else { return nil }
    return TokenDifference(from: live, to: asked).reversed
  }

  func side(heldBy live: LiveToken) -> HeldSide {
    guard var after = mismatches(with: live, on: .after),
      var before = mismatches(with: live, on: .before)
    else { return .unread }
    if isAmbiguous(live) {
      (after.extensions, before.extensions) = (nil, nil)
      return after.isEmpty || before.isEmpty ? .undecided : .neither
    }
    return after.isEmpty ? .after : before.isEmpty ? .before : .neither
  }

  /// What sets what was asked apart from what a live token holds after the write; nil if the answer cannot tell.
  func verified(by live: LiveToken) -> TokenDifference? {
    isUnverifiable(in: live) ? nil : mismatches(with: live, on: .after)
  }

  /// Whether a live token cannot show that it holds what the change asks: it asks for no extensions, and the answer has none,
  /// which can mean all of them.
  func isUnverifiable(in live: LiveToken) -> Bool {
    extensions?.after == ExtensionScope.none && live.extensions == .known(.absent)
  }

  private func isAmbiguous(_ live: LiveToken) -> Bool {
    guard let extensions, live.extensions == .known(.absent) else { return false }
    return extensions.before == .none || extensions.after == .none
  }
}
