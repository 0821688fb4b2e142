import TokenModel

/// Desired and live tokens → plan. Pure.
struct PlanAssembly {
  let endpoint: String
  let comparison: TokenComparison
  let guards: GuardOptions
  let scope: PlanScope

  /// Throws if the task is cancelled: all tokens of a large account may differ.
  ///
  /// - Parameters:
  ///   - readings: Of each selected token, in their order.
  ///   - faults: What went wrong before, with the catalogue for example.
  func plan(_ readings: [ComparedReading], faults: [Diagnostic]) throws(CallError) -> Plan {
    let desired = scope.selected
    var plan = Plan(endpoint: endpoint, narrowing: PlanNarrowing(scope), diagnostics: faults)
    var accounts = AccountCheck()
    var unread: [CallError: [DesiredToken]] = [:]
    var withoutExtensions: [DesiredToken] = []
    let base = scope.base.map { BaseComparison($0, catalogue: comparison.catalogue) }
    for index in desired.indices {
      if Task.isCancelled { throw .interrupted }
      switch readings[index] {
      case .matching(let account):
        accounts.add(desired[index], account)
        plan.unchanged += 1
      case .open(.found(let live)) where live.status != .deleted:
        accounts.add(desired[index], live.account)
        let result = comparison.compare(desired[index], with: live)
        if result.assumesAllExtensions { withoutExtensions.append(desired[index]) }
        plan.add(
          base?.explain(result, of: desired[index]) ?? result, isProposedOnly: scope.isProposedOnly && base != nil)
      case .open(.found), .open(.missing):
        plan.missing.append(desired[index].id)
        plan.diagnostics.append(.missing(desired[index]))
      case .open(.failed(let failure)):
        unread[failure, default: []].append(desired[index])
      }
    }
    plan.diagnostics += unread.sorted { $0.value[0].position < $1.value[0].position }
      .map { .unreadable($0.value, $0.key) }
    plan.diagnostics += Diagnostic.extensionsAmbiguous(withoutExtensions)
    if let base = scope.base {
      plan.noLongerManaged = NoLongerManaged(head: scope.named, catalogue: comparison.catalogue)
        .among(base, selection: scope.selection)
    }
    plan.judge(accounts, by: guards)
    if comparison.catalogue.isRead {
      plan.diagnostics += plan.changes.flatMap { comparison.catalogue.warnings(about: $0) }
    }
    return plan
  }
}

extension Plan {
  fileprivate mutating func add(_ result: ComparisonResult, isProposedOnly: Bool) {
    diagnostics += result.faults
    if let change = result.change {
      if isProposedOnly { split(change) } else { changes.append(change) }
    } else if result.isComplete {
      unchanged += 1
    }
  }

  private mutating func split(_ change: TokenChange) {
    let parts = ProposedOnly(change)
    guard !parts.leavesNoModule else {
      diagnostics.append(.wouldEmptyModules(on: change))
      return changes.append(change)
    }
    if let proposed = parts.proposed { changes.append(proposed) }
    if let drift = parts.drift { self.drift.append(drift) }
  }

  /// Adds what can be specified once all tokens are known.
  fileprivate mutating func judge(_ check: AccountCheck, by guards: GuardOptions) {
    changes = changes.sortedByID()
    drift = drift.sortedByID()
    missing.sort()
    accounts = check.accounts
    diagnostics += check.errors
    refusals = check.refusals + guards.refusals(of: changes)
    isComplete = !diagnostics.contains { $0.code.kind.meansUnread && $0.severity == .error }
  }
}

extension [TokenChange] {
  /// Sorts places first: moving changes about, which are large, takes half the time of comparing when all tokens differ.
  fileprivate func sortedByID() -> [TokenChange] {
    indices.sorted { self[$0].id < self[$1].id }.map { self[$0] }
  }
}
