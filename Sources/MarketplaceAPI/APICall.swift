import Planning
import TokenModel

/// One call to the platform, before it becomes a request.
struct APICall: Sendable {
  let method: String
  /// The path after `/public/v1/accounts/`.
  let path: String
  /// The percent-encoded query string.
  let query: String
  let body: [UInt8]?
  /// The token that the call reads or writes; nil for lists.
  let token: TokenID?

  private init(
    _ method: String, _ path: String, query: [String] = [], body: [UInt8]? = nil, token: TokenID? = nil
  ) {
    self.token = token
    self.method = method
    self.path = path
    self.query = query.joined(separator: "&")
    self.body = body
  }

  func url(at endpoint: Endpoint) -> String {
    address(at: endpoint) + (query.isEmpty ? "" : "?" + query)
  }

  /// The URL without its query, for error messages.
  func address(at endpoint: Endpoint) -> String {
    endpoint.text + "/public/v1/accounts/" + path
  }

  /// The size of the pages that are requested, the platform's maximum. Source: the API's page, under lists.
  static let pageLimit = 100

  /// - Parameter omitted: The members that lists of this deployment omit unless `select` names them.
  static func listTokens(
    _ ids: some Sequence<TokenID>, offset: Int, _ selection: MemberSelection, _ omitted: OmittedMembers
  ) -> APICall {
    list([within("id", ids.map(\.rawValue))], offset: offset, selection, omitted)
  }

  /// Ordered by id, so that writes between two pages move no token from one to the other.
  static func listAllTokens(
    of accounts: Set<AccountID>, offset: Int, _ selection: MemberSelection, _ omitted: OmittedMembers
  ) -> APICall {
    let filter = accounts.isEmpty ? [] : [within("account.id", accounts.sorted().map(\.rawValue))]
    return list(filter + ["order=id"], offset: offset, selection, omitted)
  }

  private static func list(
    _ query: [String], offset: Int, _ selection: MemberSelection, _ omitted: OmittedMembers
  ) -> APICall {
    APICall(
      "GET", "api-tokens",
      query: query + selection.parameter(removing: "-token", adding: [tokenMembers, omitted.selection])
        + ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  /// The members that a token may omit unless they are selected. Source: the API's page.
  private static let tokenMembers = "+audit,+lastAccessAt,+description,+icon,+extensions"

  private static func within(_ property: String, _ values: [String]) -> String {
    "in(\(property),(" + values.map { "%22" + $0.percentEncoded + "%22" }.joined(separator: ",") + "))"
  }

  /// Selects by name every member that a list may omit.
  static func token(_ id: TokenID, _ selection: MemberSelection, _ omitted: OmittedMembers) -> APICall {
    let members = omitted.union([.name, .modules]).selection
    return APICall(
      "GET", "api-tokens/" + id.rawValue.percentEncoded,
      query: selection.parameter(removing: "-token", adding: [tokenMembers, members]), token: id)
  }

  static func listModules(offset: Int) -> APICall {
    APICall("GET", "modules", query: ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  /// The groups of these accounts, or of all that the credential sees if the set is empty.
  static func listUserGroups(of accounts: Set<AccountID>, offset: Int, _ selection: MemberSelection) -> APICall {
    let filter = accounts.isEmpty ? [] : [within("account.id", accounts.sorted().map(\.rawValue))]
    return APICall(
      "GET", "user-groups",
      query: filter + selection.parameter(adding: ["+modules"]) + ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  static func userGroup(_ id: String, _ selection: MemberSelection) -> APICall {
    APICall("GET", "user-groups/" + id.percentEncoded, query: selection.parameter(adding: ["+modules"]))
  }

  static func update(_ delta: TokenDelta) -> APICall {
    APICall("PUT", "api-tokens/" + delta.id.rawValue.percentEncoded, body: delta.body, token: delta.id)
  }
}
