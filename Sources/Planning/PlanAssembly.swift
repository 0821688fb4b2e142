import TokenModel

/// Desired and live tokens → plan. Pure.
struct PlanAssembly {
  let endpoint: String
  let comparison: TokenComparison
  let guards: GuardOptions

  /// - Parameter faults: What went wrong before, with the catalogue for example.
  func plan(_ desired: [DesiredToken], _ readings: [TokenID: TokenReading], faults: [Diagnostic]) -> Plan {
    var plan = Plan(endpoint: endpoint, diagnostics: faults)
    var found: [(desired: DesiredToken, live: LiveToken)] = []
    var unread: [CallFailure: [DesiredToken]] = [:]
    for token in desired {
      switch readings[token.id] ?? .failed(.notAnswered) {
      case .found(let live) where live.status != .deleted:
        found.append((token, live))
        plan.take(comparison.compare(token, with: live))
      case .found, .missing:
        plan.missing.append(token.id)
        plan.diagnostics.append(.missing(token))
      case .failed(let failure):
        unread[failure, default: []].append(token)
      }
    }
    plan.diagnostics += unread.sorted { $0.value[0].position < $1.value[0].position }
      .map { .unreadable($0.value, $0.key) }
    plan.judge(found, by: guards)
    return plan
  }
}

extension Plan {
  fileprivate mutating func take(_ result: TokenComparison.Result) {
    diagnostics += result.faults
    if let change = result.change {
      changes.append(change)
    } else if result.isWhole {
      unchanged += 1
    }
  }

  /// Adds what can be said once all tokens are known.
  fileprivate mutating func judge(_ found: [(desired: DesiredToken, live: LiveToken)], by guards: GuardOptions) {
    changes.sort { $0.id < $1.id }
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
