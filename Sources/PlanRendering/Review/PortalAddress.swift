import TokenModel

/// Where the platform's portal shows what its API serves.
enum PortalAddress {
  /// By the endpoint, the address of a token's page without its id.
  /// Source: the API's page, which names the portal's page of a token. That of another deployment is not known.
  private static let tokenPages = [
    "https://api.platform.softwareone.com":
      "https://portal.platform.softwareone.com/administration/settings/api-tokens/"
  ]

  /// The page of a token; nil if the portal of the endpoint is not known, or the id is not well-formed.
  ///
  /// - Parameter endpoint: The normalised base URL of the platform.
  static func page(of id: TokenID, on endpoint: String) -> String? {
    guard TokenID(wellFormed: id.rawValue) != nil else { return nil }
    return tokenPages[endpoint].map { $0 + id.rawValue }
  }
}
