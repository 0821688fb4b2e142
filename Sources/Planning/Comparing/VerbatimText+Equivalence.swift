import TokenModel

/// Whether two nullable texts are the same to the platform, which may answer `""` for null and null for `""`.
/// Source: the API's page, under traps.
func areEquivalent(_ left: VerbatimText?, _ right: VerbatimText?) -> Bool {
  left == right || (left?.isEmpty ?? true) && (right?.isEmpty ?? true)
}
