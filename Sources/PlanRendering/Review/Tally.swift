import Planning
import TokenModel

/// A number of tokens or of modules and, where causes are known, how much of it has which.
struct Tally: Equatable {
  private(set) var total = 0
  private var causes: [Cause: Int] = [:]

  /// - Parameter cause: Nil where nothing is known of the files as they were before.
  mutating func add(_ cause: Cause?) {
    total += 1
    if let cause { causes[cause, default: 0] += 1 }
  }

  static func += (left: inout Tally, right: Tally) {
    left.total += right.total
    left.causes.merge(right.causes, uniquingKeysWith: +)
  }

  /// How much of it has a cause.
  subscript(cause: Cause) -> Int { causes[cause] ?? 0 }

  /// `2 proposed, 1 drift`: what was proposed first; nil where no cause is known.
  var split: String? {
    guard !causes.isEmpty else { return nil }
    return Cause.inOrderOfReview.filter { self[$0] > 0 }.map { "\(self[$0]) \($0.rawValue)" }.joined(separator: ", ")
  }

  /// `3 grants (2 proposed, 1 drift)`.
  func counted(_ noun: String) -> String { PlanRendering.counted(total, noun) + (split.map { " (\($0))" } ?? "") }
}

/// How many modules tokens gain, how many they lose, and how many stay with other filters.
struct AccessTally: Equatable {
  var grants = Tally()
  var revocations = Tally()
  var refiltered = Tally()

  /// - Parameter isCounted: Whether a module's part of the change counts.
  mutating func add(_ modules: ModulesChange, where isCounted: (ModuleID) -> Bool = { _ in true }) {
    for module in modules.granted where isCounted(module.id) { grants.add(modules.causes[module.id]) }
    for module in modules.revoked where isCounted(module.id) { revocations.add(modules.causes[module.id]) }
    for module in modules.refiltered where isCounted(module.id) { refiltered.add(modules.causes[module.id]) }
  }

  static func += (left: inout AccessTally, right: AccessTally) {
    left.grants += right.grants
    left.revocations += right.revocations
    left.refiltered += right.refiltered
  }

  var isEmpty: Bool { grants.total + revocations.total + refiltered.total == 0 }

  /// Each count with its noun, in the order in which every format has them.
  var counts: [String] {
    [grants.counted("grant"), revocations.counted("revocation"), refiltered.counted("filter change")]
  }

  /// `1 grant, 2 revocations, 0 filter changes`.
  var text: String { counts.joined(separator: ", ") }
}

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
    let said = parts.filter { self[$0.0] > 0 }.enumerated().map { index, part in
      "\(part.1) \(index == 0 ? counted(self[part.0], "token") : String(self[part.0]))"
    }
    guard let last = said.last, said.count > 1 else { return "Access \(said.first ?? "is unchanged")" }
    // `unchanged` shares the verb of `is mixed`; behind another verb it needs its own.
    let end = self[.mixed] == 0 && self[.neutral] > 0 ? "is " + last : last
    return "Access \(said.dropLast().joined(separator: ", ")) and \(end)"
  }
}

extension Cause {
  /// What the change under review asks for comes first; what it does not ask for comes last.
  static let inOrderOfReview = allCases.sorted { $0.rank < $1.rank }

  var rank: Int {
    switch self {
    case .proposed: 0
    case .both: 1
    case .drift: 2
    }
  }
}

/// `1 grant`, `2 grants`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
