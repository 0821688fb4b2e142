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
  func counted(_ noun: String, _ verb: String? = nil) -> String {
    PlanRendering.counted(total, noun) + (verb.map { " " + $0 } ?? "") + (split.map { " (\($0))" } ?? "")
  }
}

/// How many modules tokens gain, how many they lose, and how many stay with other filters; and how many extensions.
struct AccessTally: Equatable {
  var grants = Tally()
  var revocations = Tally()
  var refiltered = Tally()
  /// From a list to all, or from all to a list, counts as one.
  var extensionsAdded = Tally()
  var extensionsRemoved = Tally()

  /// - Parameter isCounted: Whether a module's part of the change counts.
  mutating func add(_ modules: ModulesChange, where isCounted: (ModuleID) -> Bool = { _ in true }) {
    for module in modules.granted where isCounted(module.id) { grants.add(modules.causes[module.id]) }
    for module in modules.revoked where isCounted(module.id) { revocations.add(modules.causes[module.id]) }
    for module in modules.refiltered where isCounted(module.id) { refiltered.add(modules.causes[module.id]) }
  }

  mutating func add(_ extensions: ExtensionsChange) {
    let rows = ExtensionRows(extensions)
    for row in rows.added { extensionsAdded.add(row.cause) }
    for row in rows.removed { extensionsRemoved.add(row.cause) }
  }

  mutating func add(_ difference: TokenDifference) {
    if let modules = difference.modules { add(modules) }
    if let extensions = difference.extensions { add(extensions) }
  }

  static func += (left: inout AccessTally, right: AccessTally) {
    left.grants += right.grants
    left.revocations += right.revocations
    left.refiltered += right.refiltered
    left.extensionsAdded += right.extensionsAdded
    left.extensionsRemoved += right.extensionsRemoved
  }

  var isEmpty: Bool { grants.total + revocations.total + refiltered.total == 0 && !hasExtensions }

  var hasExtensions: Bool { extensionsAdded.total + extensionsRemoved.total > 0 }

  /// Each count with its noun, in the order in which every format has them. Extensions are named where there are any.
  var counts: [String] {
    [grants.counted("grant"), revocations.counted("revocation"), refiltered.counted("filter change")]
      + extensionCounts.filter { $0.tally.total > 0 }.map { $0.tally.counted("extension", $0.verb) }
  }

  var extensionCounts: [(tally: Tally, verb: String)] { [(extensionsAdded, "added"), (extensionsRemoved, "removed")] }

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
