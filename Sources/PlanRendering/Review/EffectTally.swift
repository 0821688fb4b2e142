import TokenModel
import PlanDocument
import Planning

/// How many tokens gain access, lose some, do both, and keep theirs.
struct EffectTally: Equatable {
  private var tokens: [Effect: Int] = [:]

  mutating func add(_ effect: Effect) { tokens[effect, default: 0] += 1 }

  subscript(effect: Effect) -> Int { tokens[effect] ?? 0 }

  var widens: Bool { self[.widens] + self[.mixed] > 0 }
  var narrows: Bool { self[.narrows] + self[.mixed] > 0 }

  /// `Access widens on 38 tokens, both widens and narrows on 2, and is unchanged on 24`: each token counts once.
  var sentence: String {
    let parts: [(Effect, String)] = [
      (.widens, "widens on"), (.narrows, "narrows on"), (.mixed, "both widens and narrows on"),
      (.neutral, "is unchanged on"),
    ]
    let clauses = parts.filter { self[$0.0] > 0 }.enumerated().map { index, part in
      "\(part.1) \(index == 0 ? counted(self[part.0], "token") : String(self[part.0]))"
    }
    return "Access \(clauses.isEmpty ? "is unchanged" : clauses.joinedAsClauses)"
  }
}
