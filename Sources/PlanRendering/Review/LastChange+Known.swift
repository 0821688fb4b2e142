import TokenModel

extension LastChange {
  /// Whether the platform returned when or by whom.
  var isKnown: Bool { at != nil || byID != nil || byName != nil }
}
