/// The calls that the sandbox serves, distinguished by path.
enum Route: Equatable {
  case tokens
  case token(String)
  case enable(String)
  case disable(String)
  case modules
  case module(String)
  case userGroups

  static let root = "/public/v1/"

  /// - Throws: 404 if no call has that path, 400 if it is not well-formed.
  init(path: Substring) throws(Problem) {
    guard path.hasPrefix(Self.root) else { throw .notFound("There is nothing at this path.") }
    var steps: [String] = []
    for step in path.dropFirst(Self.root.count).split(separator: "/", omittingEmptySubsequences: false) {
      guard let step = percentDecoded(step, plusIsSpace: false) else {
        throw .badRequest("The path has a percent sign that does not begin an escape, or bytes that are not UTF-8.")
      }
      steps.append(step)
    }
    guard steps.count >= 2, steps[0] == "accounts", !steps.contains("") else {
      throw .notFound("There is nothing at this path.")
    }
    switch (steps[1], steps.count) {
    case ("api-tokens", 2): self = .tokens
    case ("api-tokens", 3): self = .token(steps[2])
    case ("api-tokens", 4) where steps[3] == "enable": self = .enable(steps[2])
    case ("api-tokens", 4) where steps[3] == "disable": self = .disable(steps[2])
    case ("modules", 2): self = .modules
    case ("modules", 3): self = .module(steps[2])
    case ("user-groups", 2): self = .userGroups
    default: throw .notFound("There is nothing at this path.")
    }
  }

  var methods: [String] {
    switch self {
    case .tokens: ["GET", "HEAD", "POST"]
    case .token: ["GET", "HEAD", "PUT", "DELETE"]
    case .enable, .disable: ["POST"]
    case .modules, .module, .userGroups: ["GET", "HEAD"]
    }
  }
}
