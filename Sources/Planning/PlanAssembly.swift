import TokenModel

/// Desired and live tokens → plan. Pure.
struct PlanAssembly {
  let endpoint: String
  let comparison: TokenComparison
  let guards: GuardOptions
  var scope = PlanScope()

  /// - Parameter faults: What went wrong before, with the catalogue for example.
  func plan(_ desired: [DesiredToken], _ readings: [TokenID: TokenReading], faults: [Diagnostic]) -> Plan {
    var plan = Plan(endpoint: endpoint, diagnostics: faults)
    var found: [(desired: DesiredToken, live: LiveToken)] = []
    var unread: [CallFailure: [DesiredToken]] = [:]
    let base = scope.base.map { BaseComparison($0, catalogue: comparison.catalogue) }
    for token in desired {
      switch readings[token.id] ?? .failed(.notAnswered) {
      case .found(let live) where live.status != .deleted:
        found.append((token, live))
        let result = comparison.compare(token, with: live)
        plan.take(base?.explain(result) ?? result, isProposedOnly: scope.isProposedOnly && base != nil)
      case .found, .missing:
        plan.missing.append(token.id)
        plan.diagnostics.append(.missing(token))
      case .failed(let failure):
        unread[failure, default: []].append(token)
      }
    }
    plan.diagnostics += unread.sorted { $0.value[0].position < $1.value[0].position }
      .map { .unreadable($0.value, $0.key) }
    if let base = scope.base {
      plan.noLongerManaged = NoLongerManaged(head: scope.named, catalogue: comparison.catalogue)
        .among(base, selection: scope.selection)
    }
    plan.judge(found, by: guards)
    return plan
  }
}

extension Plan {
  fileprivate mutating func take(_ result: TokenComparison.Result, isProposedOnly: Bool) {
    diagnostics += result.faults
    if let change = result.change {
      if isProposedOnly { split(change) } else { changes.append(change) }
    } else if result.isWhole {
      unchanged += 1
    }
  }

  private mutating func split(_ change: TokenChange) {
    let parts = ProposedOnly(change)
    guard !parts.leavesNoModule else {
      diagnostics.append(.noModuleLeft(on: change))
      return changes.append(change)
    }
    if let proposed = parts.proposed { changes.append(proposed) }
    if let drift = parts.drift { self.drift.append(drift) }
  }

  /// Adds what can be said once all tokens are known.
  fileprivate mutating func judge(_ found: [(desired: DesiredToken, live: LiveToken)], by guards: GuardOptions) {
    changes.sort { $0.id < $1.id }
    drift.sort { $0.id < $1.id }
    missing.sort()
    accounts = Dictionary(grouping: found.compactMap(\.live.account), by: \.id).compactMap(\.value.first)
      .sorted { $0.id < $1.id }
    let check = AccountCheck(tokens: found)
    diagnostics += check.errors
    refusals = check.refusals + guards.refusals(of: changes)
    isComplete = !diagnostics.contains { $0.code.meansUnread && $0.severity == .error }
  }
}

extension CallFailure {
  fileprivate static let notAnswered = CallFailure(
    .refused, call: "reading", message: "the reader did not say what became of the token")
}
