import Planning
import TokenModel

extension TextPage {
  mutating func writeText(_ subject: RenderedSubject) {
    switch subject {
    case .plan(let plan): writePlan(plan, refusals: "Apply would refuse this:", saysHowToApply: true)
    case .planToApply(let plan): writePlan(plan, refusals: "Refused, nothing was written:")
    case .dryRun(let plan, let requests): writePlan(plan, refusals: "Apply would refuse this:", requests: requests)
    case .report(let report, of: let plan): writeReport(report, of: plan)
    }
  }

  private mutating func writePlan(
    _ plan: Plan, refusals heading: String, requests: [RequestPreview]? = nil, saysHowToApply: Bool = false
  ) {
    if !plan.endpoint.isEmpty {
      line(foreign.sentence(plan.endpoint))
      writeAccounts(plan.accounts)
      line()
    }
    let namesAccount = plan.accounts.count > 1
    for change in plan.changes {
      writeChange(change, namesAccount: namesAccount)
      line()
      passOn()
    }
    writeDrift(in: plan, namesAccount: namesAccount)
    writeNoLongerManaged(plan.noLongerManaged)
    writeUncovered(plan.uncovered ?? [])
    if !plan.refusals.isEmpty {
      line(style.paint(heading, .boldYellow))
      for refusal in plan.refusals { writeRefusal(refusal) }
      line()
    }
    if let requests { writeRequests(requests, of: plan) }
    if !plan.missing.isEmpty {
      let foreign = foreign
      let ids = plan.missing.lazy.map { foreign.word($0.rawValue) }
      list(ids, of: plan.missing.count, lead: "Missing: ", indent: 0, more: "token")
      line()
    }
    writeSummary(of: plan, saysHowToApply: saysHowToApply)
  }

  private mutating func writeRequests(_ requests: [RequestPreview], of plan: Plan) {
    if !requests.isEmpty {
      line(style.paint("Dry run. These requests would be sent, and none was:", .boldYellow))
      for request in requests {
        line("\(request.method) \(foreign.sentence(request.url))", indent: 2)
        line(foreign.sentence(request.body), indent: 4)
      }
      line()
    }
    let held = plan.changes.count - requests.count
    guard held > 0 else { return }
    line(style.paint("Dry run. No request would be sent for \(counted(held, "token")): already applied.", .boldYellow))
    line()
  }

  private mutating func writeAccounts(_ accounts: [Account]) {
    let most = 10
    for account in accounts.prefix(most) { line(name(of: account)) }
    if accounts.count > most { line("… and \(counted(accounts.count - most, "more account"))") }
  }

  func name(of account: Account) -> String {
    let id = foreign.word(account.id.rawValue)
    guard let name = account.name else { return id }
    return id + " " + foreign.quoted(name.string, columns: 60)
  }

  private mutating func writeRefusal(_ refusal: Diagnostic) {
    line("\(foreign.sentence(refusal.message)) [\(refusal.code.rawValue)]", indent: 2)
    if let position = refusal.position { line("--> \(foreign.place(position))", indent: 4) }
    if let help = refusal.help { line("= \(foreign.sentence(help))", indent: 4) }
  }

  /// The counts, always the last lines.
  private mutating func writeSummary(of plan: Plan, saysHowToApply: Bool) {
    beginSummary()
    let summary = plan.summary
    if let obstacle = obstacle(of: plan) {
      line(style.paint(obstacle, .boldRed))
    } else if plan.changes.isEmpty {
      line(contentment(with: plan))
    } else if !plan.refusals.isEmpty {
      line(style.paint("Refused as a whole: \(counted(plan.refusals.count, "refusal")), see above.", .boldYellow))
    }
    line(
      style.paint("Plan: \(summary.update) to update", .bold)
        + ", \(summary.unchanged) unchanged, \(summary.missing) missing.")
    line("\(accessCounts(summary)).", indent: 6)
    guard let fingerprint = plan.fingerprint else { return }
    if saysHowToApply, !plan.changes.isEmpty, plan.refusals.isEmpty {
      line("To apply exactly this, give `tokenform apply --approve` this fingerprint:", indent: 6)
    }
    line(fingerprint, indent: 6)
  }

  /// Why the plan cannot be applied, other than by a guard.
  func obstacle(of plan: Plan) -> String? {
    guard !plan.isApplicable else { return nil }
    let errors = plan.diagnostics.filter { $0.severity == .error }
    let what =
      if !plan.isComplete {
        "This plan is incomplete and cannot be applied"
      } else if errors.allSatisfy(\.code.isOfTheRun) {
        "This plan was not applied"
      } else {
        "This plan cannot be applied"
      }
    return errors.isEmpty ? what + "." : "\(what): \(counted(errors.count, "error"))."
  }

  func contentment(with plan: Plan) -> String {
    switch plan.unchanged {
    case _ where !plan.drift.isEmpty: "Nothing to write for this change. \(counted(plan.drift.count, "token")) drifted."
    case 0: "No changes."
    case 1: "No changes. The token holds what the files ask."
    default: "No changes. All \(plan.unchanged) tokens hold what the files ask."
    }
  }

  func accessCounts(_ summary: PlanSummary) -> String {
    [
      counted(summary.grants, "grant"), counted(summary.revocations, "revocation"),
      counted(summary.refiltered, "filter change"),
    ].joined(separator: ", ")
  }
}
