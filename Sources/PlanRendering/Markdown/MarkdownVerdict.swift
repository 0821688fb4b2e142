import Planning
import TokenModel

extension MarkdownDocument {
  /// Whether the plan can be approved, what that would do to access, and what to do next.
  func verdict(on subject: RenderedSubject, _ facts: PlanFacts) -> String {
    let plan = subject.plan
    let text =
      if let report = subject.report {
        outcome(report)
      } else if let obstacle = obstacle(of: plan) {
        "⛔ \(obstacle) See the errors below; nothing was written."
      } else if !plan.refusals.isEmpty {
        subject.isApply
          ? "⛔ **Refused: nothing was written.** Each reason below names the option that lets it through."
          : "⛔ **Apply would refuse this** as it stands. Each reason below names the option that lets it through.\n\n"
            + effect(facts)
      } else if plan.changes.isEmpty {
        nothingToDo(in: plan)
      } else if case .dryRun = subject {
        "**Dry run: nothing was written.** \(effect(facts))"
      } else {
        effect(facts)
      }
    return "\n" + ([text] + remarks(on: plan, facts)).joined(separator: "\n\n") + "\n"
  }

  /// What changes nothing now, and is easily overlooked.
  private func remarks(on plan: Plan, _ facts: PlanFacts) -> [String] {
    var remarks: [String] = []
    if facts.drifted > 0 {
      remarks.append(
        "**Drift** on \(counted(facts.drifted, "token")): what is marked drift was changed outside of the files, and an apply "
          + "takes it back. To keep it, write it into the files.")
    }
    if !plan.drift.isEmpty, !plan.changes.isEmpty {
      remarks.append("**Drift** on \(counted(plan.drift.count, "token")) is left out of what is written, see below.")
    }
    if !plan.noLongerManaged.isEmpty {
      remarks.append(
        "**No longer managed:** \(counted(plan.noLongerManaged.count, "token")), wholly or in part, see below.")
    }
    return remarks
  }

  private func effect(_ facts: PlanFacts) -> String {
    let all = facts.summary.update
    func tokens(_ count: Int, _ verb: String) -> String {
      let of = count == all ? (all == 1 ? "the token" : "all \(all) tokens") : "\(count) of \(all) tokens"
      return "\(of) \(verb)\(count == 1 ? "s" : "")"
    }
    switch (facts.widening, facts.narrowing) {
    case (0, 0):
      return "✅ **Access stays as it is.** Only names, descriptions or icons change."
    case (let widening, 0):
      return "⚠️ **Access widens:** \(tokens(widening, "gain")) access. Approve if every gain below is meant."
    case (0, let narrowing):
      return
        "⚠️ **Access narrows:** \(tokens(narrowing, "lose")) access. Approve if nothing that uses them needs what they lose."
    case (1, 1) where all == 1:
      return
        "⚠️ **Access widens and narrows:** the token gains access and loses some. "
        + "Approve if every gain is meant and nobody needs what is lost."
    case (let widening, let narrowing):
      return
        "⚠️ **Access widens and narrows:** \(tokens(widening, "gain")) access, \(tokens(narrowing, "lose")) some. "
        + "Approve if every gain is meant and nobody needs what is lost."
    }
  }

  private func nothingToDo(in plan: Plan) -> String {
    guard !plan.drift.isEmpty else {
      return plan.unchanged == 1
        ? "✅ **Nothing to do.** The token holds what the files ask."
        : "✅ **Nothing to do.**" + (plan.unchanged == 0 ? "" : " All \(plan.unchanged) tokens hold what the files ask.")
    }
    return "✅ **Nothing to write for this change.** \(counted(plan.drift.count, "token")) drifted, see below."
  }

  private func obstacle(of plan: Plan) -> String? {
    guard !plan.isApplicable else { return nil }
    let errors = plan.diagnostics.filter { $0.severity == .error }
    if !plan.isComplete { return "**Do not approve: this plan is incomplete and cannot be applied.**" }
    return errors.allSatisfy(\.code.isOfTheRun)
      ? "**This plan was not applied.**" : "**Do not approve: this plan cannot be applied.**"
  }

  private func outcome(_ report: ApplyReport) -> String {
    let counts = Outcome.allCases.compactMap { outcome in
      report.count(outcome) == 0 ? nil : "\(report.count(outcome)) \(outcome.words)"
    }.joined(separator: ", ")
    let ending = report.ending.map { " \($0.explanation)" } ?? ""
    guard !report.isConverged else { return "✅ **Applied: every token holds what was asked.** \(counts).\(ending)" }
    return "⛔ **Not everything was applied:** \(counts).\(ending) \(TextPage.advice)"
  }
}
