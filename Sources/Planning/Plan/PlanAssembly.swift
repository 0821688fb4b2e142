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
  ///   - onDay: The selected tokens on the day of the plan.
  ///   - readings: Of each selected token, in their order.
  ///   - faults: What went wrong before, with the catalogue for example.
  func plan(
    _ onDay: TokensOnDay, _ readings: [ComparedReading], faults: [Diagnostic]
  ) throws(CallError) -> Plan {
    let desired = onDay.tokens
    var plan = Plan(endpoint: endpoint, narrowing: PlanNarrowing(scope), diagnostics: faults)
    var accounts = AccountCheck()
    var unread: [CallError: [DesiredToken]] = [:]
    var withoutExtensions: [DesiredToken] = []
    let base = scope.base.map { tokens in
      BaseComparison(
        tokens, catalogue: comparison.catalogue, today: scope.today, sharedLists: scope.sharedListChanges)
    }
    for index in desired.indices {
      if Task.isCancelled { throw .interrupted }
      switch readings[index] {
      case .matching(let account):
        accounts.add(desired[index], account)
        if !onDay.emptied.contains(desired[index].id) { plan.unchanged += 1 }
      case .open(.found(let live)) where live.status != .deleted:
        accounts.add(desired[index], live.account)
        var result = comparison.compare(desired[index], with: live)
        if let ended = onDay.ended[desired[index].id] {
          result.mark(ended: ended, comparison.catalogue)
          if onDay.emptied.contains(desired[index].id) { result.isComplete = false }
        }
        if result.assumesAllExtensions { withoutExtensions.append(desired[index]) }
        plan.add(base?.explain(result, of: desired[index]) ?? result, scope)
        let change = plan.changes.last.flatMap { $0.id == live.id ? $0 : nil }
        if change != nil || scope.keepsAllValues {
          plan.planned.append(
            PlannedToken(live, managing: desired[index], after: change, naming: comparison.catalogue))
        }
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
    addEnds(to: &plan, onDay)
    plan.judge(accounts, by: guards)
    if comparison.catalogue.isRead {
      plan.diagnostics += plan.changes.flatMap { comparison.catalogue.warnings(about: $0) }
    }
    return plan
  }

  /// What the day and the sets and groups of the files add to a plan.
  private func addEnds(to plan: inout Plan, _ onDay: TokensOnDay) {
    let ends = GrantEnds(catalogue: comparison.catalogue)
    plan.diagnostics += onDay.files.filter { onDay.emptied.contains($0.id) }.map { .allEnded($0) }
    if let days = scope.endingWithin, let today = scope.today {
      plan.ending = ends.ending(within: days, of: today, onDay.files)
    }
    if let base = scope.base {
      plan.movedEnds = ends.moved(from: base, to: scope.named, scope.selection)
      plan.markMovedEnds()
    }
    plan.sharedListChanges = scope.sharedListChanges
  }
}

extension Plan {
  fileprivate mutating func add(_ result: ComparisonResult, _ scope: PlanScope) {
    diagnostics += result.faults
    if let change = result.change {
      if let isWritten = scope.isWritten {
        split(change, where: isWritten, isEndedOnly: scope.isEndedOnly)
      } else {
        changes.append(change)
      }
    } else if result.isComplete {
      unchanged += 1
    }
  }

  private mutating func split(_ change: TokenChange, where isWritten: (Cause?) -> Bool, isEndedOnly: Bool) {
    let parts = WrittenPart(of: change, where: isWritten)
    guard !parts.leavesNoModule else {
      diagnostics.append(.wouldEmptyModules(on: change, isEndedOnly: isEndedOnly))
      return changes.append(change)
    }
    if let written = parts.written { changes.append(written) }
    if let leftOut = parts.leftOut { self.leftOut.append(leftOut) }
  }

  /// Adds what can be specified once all tokens are known.
  fileprivate mutating func judge(_ check: AccountCheck, by guards: GuardOptions) {
    changes = changes.sorted(byID: \.id)
    planned = planned.sorted(byID: \.id)
    leftOut = leftOut.sorted(byID: \.id)
    missing.sort()
    accounts = check.accounts
    diagnostics += check.errors
    refusals = check.refusals + guards.refusals(of: changes)
    isComplete = !diagnostics.contains { $0.code.kind.meansUnread && $0.severity == .error }
  }
}

extension Array {
  /// Sorts places first: moving the elements about, which are large, takes half the time of comparing when all tokens
  /// differ.
  fileprivate func sorted(byID id: (Element) -> TokenID) -> [Element] {
    indices.sorted { id(self[$0]) < id(self[$1]) }.map { self[$0] }
  }
}
