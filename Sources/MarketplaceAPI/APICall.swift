import Planning
import TokenModel

/// One call to the platform, before it becomes a request.
struct APICall: Sendable {
  let method: String
  /// The path behind `/public/v1/accounts/`.
  let path: String
  /// The query string, encoded.
  let query: String
  let body: [UInt8]?
  /// The token that the call is about, where it is about one.
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

  /// The URL without its query: what error messages show.
  func address(at endpoint: Endpoint) -> String {
    endpoint.text + "/public/v1/accounts/" + path
  }

  static let pageLimit = 100

  /// - Parameter learnt: What lists were seen to omit unless it is asked for by name.
  static func listTokens(
    _ ids: some Sequence<TokenID>, offset: Int, _ selection: MemberSelection, _ learnt: OmittedMembers
  ) -> APICall {
    list([within("id", ids.map(\.rawValue))], offset: offset, selection, learnt)
  }

  /// Pages follow each other by id, so that what is written meanwhile moves no token from one to another.
  static func listAllTokens(
    of accounts: Set<AccountID>, offset: Int, _ selection: MemberSelection, _ learnt: OmittedMembers
  ) -> APICall {
    let filter = accounts.isEmpty ? [] : [within("account.id", accounts.sorted().map(\.rawValue))]
    return list(filter + ["order=id"], offset: offset, selection, learnt)
  }

  private static func list(
    _ query: [String], offset: Int, _ selection: MemberSelection, _ learnt: OmittedMembers
  ) -> APICall {
    APICall(
      "GET", "api-tokens",
      query: query + selection.parameter(removing: "-token", adding: [tokenMembers, learnt.selection])
        + ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  /// What is asked for beside the usual members, so that nothing is left to guess. Source: the API's page.
  private static let tokenMembers = "+audit,+lastAccessAt,+description,+icon,+extensions"

  private static func within(_ property: String, _ values: [String]) -> String {
    "in(\(property),(" + values.map { "%22" + percentEncoded($0) + "%22" }.joined(separator: ",") + "))"
  }

  /// Everything that a list may leave out is asked for by name.
  static func token(_ id: TokenID, _ selection: MemberSelection, _ learnt: OmittedMembers) -> APICall {
    let members = learnt.union([.name, .modules]).selection
    return APICall(
      "GET", "api-tokens/" + percentEncoded(id.rawValue),
      query: selection.parameter(removing: "-token", adding: [tokenMembers, members]), token: id)
  }

  static func listModules(offset: Int) -> APICall {
    APICall("GET", "modules", query: ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  /// The groups of these accounts; of all that the credential sees where there are none.
  static func listUserGroups(of accounts: Set<AccountID>, offset: Int, _ selection: MemberSelection) -> APICall {
    let filter = accounts.isEmpty ? [] : [within("account.id", accounts.sorted().map(\.rawValue))]
    return APICall(
      "GET", "user-groups",
      query: filter + selection.parameter(adding: ["+modules"]) + ["limit=\(pageLimit)", "offset=\(offset)"])
  }

  static func userGroup(_ id: String, _ selection: MemberSelection) -> APICall {
    APICall("GET", "user-groups/" + percentEncoded(id), query: selection.parameter(adding: ["+modules"]))
  }

  static func update(_ delta: TokenDelta) -> APICall {
    APICall("PUT", "api-tokens/" + percentEncoded(delta.id.rawValue), body: delta.body, token: delta.id)
  }
}

/// The text with everything but unreserved characters percent-encoded.
func percentEncoded(_ text: String) -> String {
  if text.utf8.allSatisfy(isUnreserved) { return text }
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if isUnreserved(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
    true
  default: false
  }
}
