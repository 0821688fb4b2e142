/// A token of the sample account: its first values, and those that the files specify.
struct SampleToken: Sendable {
  /// What a token holds, as far as it is managed.
  struct Values: Sendable, Equatable {
    var name: String
    var description: String?
    /// Ids of modules, each with the ids of the buyers that it is limited to.
    var modules: [String: [String]]
  }

  let id: String
  let former: Values
  let desired: Values

  var changes: Bool { former != desired }
}

/// An account in which some tokens are to be changed: renamed, given a new description, granted and denied modules, re-filtered.
struct SampleAccount: Sendable {
  static let credential = "idt:TKN-0000-0001:sandbox"

  let tokens: [SampleToken]

  /// - Parameter changed: How many of the tokens are to be changed, spread over the account.
  init(tokens count: Int, changed: Int) {
    tokens = (0..<count).map { number in
      let changesSoFar = number * changed / count
      return Self.token(number, change: (number + 1) * changed / count > changesSoFar ? changesSoFar : nil)
    }
  }

  var changed: [SampleToken] { tokens.filter(\.changes) }

  private static func token(_ number: Int, change: Int?) -> SampleToken {
    let former = SampleToken.Values(
      name: "Exporter \(number)", description: number % 5 == 4 ? nil : "Reads invoices.",
      modules: number % 2 == 0 ? ["MOD-0001": [], "MOD-0002": ["BUY-1000-0001"]] : ["MOD-0001": ["BUY-1000-0002"]])
    var desired = former
    switch change.map({ $0 % 5 }) {
    case 0: desired.name = "Renamed \(number)"
    case 1: desired.description = "Described anew, number \(number)."
    case 2:
      desired.modules["MOD-0003"] = ["BUY-1000-0003"]
      desired.modules["MOD-0002"] = nil
    case 3: desired.modules["MOD-0001"] = number % 2 == 0 ? ["BUY-1000-0004"] : []
    case 4: (desired.name, desired.description) = ("Mirror \(number)", desired.description == nil ? "Mirrors." : nil)
    default: break
    }
    return SampleToken(id: "TKN-\(2000 + number / 100)-\(1000 + number % 100)", former: former, desired: desired)
  }

  /// The account as a seed of the sandbox. The caller's own token is in it, and in no file.
  var seed: String {
    let modules = (1...3).map { #"{"id": "MOD-000\#($0)", "name": "Module \#($0)"}"# }
    let caller = #"{"id": "TKN-0000-0001", "name": "Pipeline", "modules": [{"id": "MOD-0001"}]}"#
    return """
      {"account": {"id": "ACC-1000-0001", "name": "Intelli Industries"}, "modules": [\(modules.joined(separator: ","))],
       "tokens": [\(([caller] + tokens.map(Self.seed)).joined(separator: ",\n"))]}
      """
  }

  private static func seed(_ token: SampleToken) -> String {
    let modules = token.former.modules.sorted { $0.key < $1.key }.map { id, buyers in
      let filters = buyers.isEmpty ? "null" : #"{"group.buyers": ["\#(buyers.joined(separator: #"", ""#))"]}"#
      return #"{"id": "\#(id)", "filters": \#(filters)}"#
    }
    let description = token.former.description.map { "\"\($0)\"" } ?? "null"
    return """
      {"id": "\(token.id)", "name": "\(token.former.name)", "description": \(description), \
      "modules": [\(modules.joined(separator: ", "))]}
      """
  }

  /// The file that asks for the desired values.
  var file: String {
    "account: ACC-1000-0001\ntokens:\n"
      + tokens.map { token in
        let modules = token.desired.modules.sorted { $0.key < $1.key }.map { id, buyers in
          "{id: \(id), filters: {\(buyers.isEmpty ? "" : "group.buyers: [\(buyers.joined(separator: ", "))]")}}"
        }
        return """
            \(token.id):
              name: \(token.desired.name)
              description: \(token.desired.description.map { "\"\($0)\"" } ?? "null")
              modules: [\(modules.joined(separator: ", "))]

          """
      }.joined()
  }
}
