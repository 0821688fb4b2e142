import CommandLineKit

/// The requests that a fault is about: all, those of a method, reads, writes, lists, or lists of modules or groups; all
/// of them or those that name a certain token.
struct FaultScope: Sendable, Equatable {
  private static let scopes = ["GET", "PUT", "POST", "DELETE", "reads", "writes", "lists", "modules", "groups"]

  private var scope: String?
  private(set) var token: String?

  init() {}

  /// Reads `PUT`, `lists`, `TKN-0000-0002` or `PUT/TKN-0000-0002`.
  init(_ text: String) throws(UsageError) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)[...]
    if let last = parts.last, last.hasPrefix("TKN-") {
      token = last
      parts.removeLast()
    }
    guard parts.count <= 1, parts.allSatisfy(Self.scopes.contains), scope == nil else {
      let near = suggestion(for: text, among: Self.scopes)
      throw UsageError(
        "a fault applies to @\(Self.scopes.joined(separator: ", @")) or to a token, not to @\(text)\(near)")
    }
    scope = parts.first
  }

  func covers(_ request: Request) -> Bool {
    covers(request.method, collection: Self.collection(of: request.path)) && token.map(request.target.contains) ?? true
  }

  /// The collection that a path ends with.
  private static func collection(of path: Substring) -> Substring? {
    path.split(separator: "/").last.flatMap { ["api-tokens", "modules", "user-groups"].contains($0) ? $0 : nil }
  }

  private func covers(_ method: String, collection: Substring?) -> Bool {
    let reads = method == "GET" || method == "HEAD"
    return switch scope {
    case nil: true
    case "reads": reads
    case "writes": !reads
    case "lists": reads && collection != nil
    case "modules": collection == "modules"
    case "groups": collection == "user-groups"
    case let scope?: method == scope
    }
  }
}
