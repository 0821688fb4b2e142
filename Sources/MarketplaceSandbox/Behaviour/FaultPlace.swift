/// The requests that a fault is about: all, those of a method, reads, writes or lists; all of them or those that name
/// a certain token.
struct FaultPlace: Sendable, Equatable {
  private static let scopes = ["GET", "PUT", "POST", "DELETE", "reads", "writes", "lists"]

  private var scope: String?
  private(set) var token: String?

  init() {}

  /// Reads `PUT`, `lists`, `TKN-0000-0002` or `PUT/TKN-0000-0002`.
  init(_ text: String) throws(OptionError) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)[...]
    if let last = parts.last, last.hasPrefix("TKN-") {
      token = last
      parts.removeLast()
    }
    guard parts.count <= 1, parts.allSatisfy(Self.scopes.contains), scope == nil else {
      let near = suggestion(for: text, among: Self.scopes)
      throw OptionError("a fault is @\(Self.scopes.joined(separator: ", @")) or about a token, not @\(text)\(near)")
    }
    scope = parts.first
  }

  func covers(_ request: Request) -> Bool {
    covers(method: request.method, isList: ["api-tokens", "modules"].contains { request.path.hasSuffix("/\($0)") })
      && token.map(request.target.contains) ?? true
  }

  private func covers(method: String, isList: Bool) -> Bool {
    let reads = method == "GET" || method == "HEAD"
    return switch scope {
    case nil: true
    case "reads": reads
    case "writes": !reads
    case "lists": reads && isList
    case let scope?: method == scope
    }
  }
}
