import FoundationEssentials

/// What the sandbox holds.
struct PlatformTruth {
  /// How a token compares with its first and its desired values.
  enum Standing {
    case former
    case desired
    /// The desired values but for the name, which another writer changed afterwards.
    case renamedByOthers
    case neither
  }

  private let values: [String: SampleToken.Values]
  private let revisions: [String: Int]

  /// - Parameter state: In the shape of a seed.
  init(_ state: String) throws {
    struct State: Decodable {
      let tokens: [Token]
    }
    struct Token: Decodable {
      let id: String
      let name: String
      let description: String?
      let revision: Int
      let modules: [Module]
    }
    struct Module: Decodable {
      let id: String
      let filters: [String: [String]]?
    }
    let tokens = try JSONDecoder().decode(State.self, from: Data(state.utf8)).tokens
    revisions = Dictionary(uniqueKeysWithValues: tokens.map { ($0.id, $0.revision) })
    values = Dictionary(
      uniqueKeysWithValues: tokens.map { token in
        let modules = token.modules.map { ($0.id, $0.filters?["group.buyers"]?.sorted() ?? []) }
        return (
          token.id,
          SampleToken.Values(
            name: token.name, description: token.description,
            modules: Dictionary(modules, uniquingKeysWith: { first, _ in first }))
        )
      })
  }

  /// How often a token was written, by whomever.
  func writes(of id: String) -> Int { (revisions[id] ?? 1) - 1 }

  func standing(of token: SampleToken) -> Standing {
    guard var held = values[token.id] else { return .neither }
    if held == token.desired { return .desired }
    if held == token.former { return .former }
    let suffix = " (changed elsewhere)"
    while held.name.hasSuffix(suffix) { held.name.removeLast(suffix.count) }
    // A name that is not to be changed is none of ours: what counts is the rest.
    if held == token.desired { return .renamedByOthers }
    return held == token.former ? .former : .neither
  }

  func holdsDesired(_ account: SampleAccount) -> Bool {
    account.tokens.allSatisfy { standing(of: $0) == .desired }
  }

  func holdsFormer(_ account: SampleAccount) -> Bool {
    account.tokens.allSatisfy { values[$0.id] == $0.former }
  }
}
