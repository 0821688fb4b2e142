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

  /// `Access widens on 38 tokens, is mixed on 2 and unchanged on 24`: each token counts once.
  var sentence: String {
    let parts: [(Effect, String)] = [
      (.widens, "widens on"), (.narrows, "narrows on"), (.mixed, "is mixed on"),
      (.neutral, tokens.count == 1 ? "is unchanged on" : "unchanged on"),
    ]
    let clauses = parts.filter { self[$0.0] > 0 }.enumerated().map { index, part in
      "\(part.1) \(index == 0 ? counted(self[part.0], "token") : String(self[part.0]))"
    }
    guard let last = clauses.last, clauses.count > 1 else { return "Access \(clauses.first ?? "is unchanged")" }
    // `unchanged` shares the verb of `is mixed`; behind another verb it needs its own.
    let end = self[.mixed] == 0 && self[.neutral] > 0 ? "is " + last : last
    return "Access \(clauses.dropLast().joined(separator: ", ")) and \(end)"
  }
}
