import TokenModel

extension TokenChange {
  enum Side {
    case before, after
  }

  /// Which side of the change a live token is on.
  enum HeldSide {
    case before, after, neither
    /// It can be on either side: the response does not distinguish all extensions from none.
    case undecided
    /// The response lacks a field needed to tell.
    case unread
  }

  /// The difference from one side of the change (requested) to the live token (stored), or nil if the response lacks a
  /// field needed to tell.
  func mismatches(with live: LiveToken, on side: Side) -> TokenDifference? {
    let requested = RequestedToken(self, side)
    guard requested.unread(in: live).isEmpty else { return nil }
    return TokenDifference(from: live, to: requested).reversed
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

  /// The difference from the requested values to the live token after the write; nil if the response cannot show it.
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
