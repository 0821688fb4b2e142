import TokenModel

extension LastChange {
  /// Whether the platform said anything of when or by whom.
  var isKnown: Bool { at != nil || byID != nil || byName != nil }
}
