import Planning
import TokenModel

/// What a reader needs to judge a plan or a report by, found out once for all formats; they only spell it.
struct PlanReview {
  let subject: RenderedSubject
  let verdict: Verdict
  /// Tokens to update.
  let update: Tally
  /// What the plan asks for.
  let planned: AccessTally
  let effects: EffectTally
  /// What differs by drift and is not written; nil where nothing is left out.
  let leftOut: LeftOut?
  /// What the plan is not about; nil where it is about all of the files.
  let partiality: Partiality?
  /// What was written; nil where nothing was tried.
  let report: ReportReview?
  /// Whether anything is known of the files as they were before.
  let knowsCauses: Bool
  /// The changes by their place in the plan: what is proposed first, each part sorted by id.
  let order: [Int]
  let fingerprint: String?
  /// The fingerprint of what a run did not get done; nil where all is done.
  let fingerprintLeft: String?

  /// Drift that is shown and not written.
  struct LeftOut {
    let tokens: Int
    /// Tokens that differ by nothing else, and so are neither to update nor unchanged.
    let onlyDrifted: Int
    let access: AccessTally
  }

  init(_ subject: RenderedSubject) {
    self.subject = subject
    let plan = subject.plan
    verdict = Verdict(subject)
    var update = Tally()
    var planned = AccessTally()
    var effects = EffectTally()
    // By index, so that no change is copied to be counted.
    let causes = plan.changes.indices.map { plan.changes[$0].cause }
    for index in plan.changes.indices {
      update.add(causes[index])
      effects.add(plan.changes[index].effect)
      planned.add(plan.changes[index].difference)
    }
    (self.update, self.planned, self.effects) = (update, planned, effects)
    knowsCauses = update.split != nil
    order =
      knowsCauses
      ? Cause.inOrderOfReview.flatMap { cause in causes.indices.filter { causes[$0] ?? .proposed == cause } }
      : Array(causes.indices)
    leftOut = LeftOut(plan)
    partiality = Partiality(plan, leftOut: leftOut)
    report = subject.report.map { ReportReview($0, of: plan.changes) }
    fingerprint = plan.fingerprint
    fingerprintLeft = subject.report.flatMap { $0.isConverged ? nil : plan.left(after: $0).fingerprint }
  }

  var plan: Plan { subject.plan }

  /// The changes in the order in which they are shown.
  var changes: some Collection<TokenChange> { order.lazy.map { plan.changes[$0] } }

  /// The entries in the order in which they are shown.
  var entries: [ChangeEntry] { ChangeEntry.entries(of: plan.changes, order: order, report) }

  /// Whether what guards refuse is refused for good: an apply has ended with it, a plan only warns.
  var isFinal: Bool {
    if case .plan = subject { false } else { true }
  }

  /// How severe a refusal is for this run.
  func severity(of refusal: Diagnostic) -> Diagnostic.Severity {
    isFinal || refusal.code.endsPlan ? .error : .warning
  }

  /// Whether the reader is to be given the command that applies exactly this.
  var isApprovable: Bool {
    guard case .plan = subject, verdict == .changes else { return false }
    return fingerprint != nil
  }

  /// The report of an apply: an empty one where there was nothing to update.
  var results: ApplyReport? {
    if case .planToApply = subject, verdict == .noChanges { return ApplyReport(results: []) }
    return report?.report
  }

  /// Tokens to update whose change takes drift back.
  var drifted: Int { update[.drift] + update[.both] }

  var errors: [Diagnostic] { plan.diagnostics.filter { $0.severity == .error } }
  var warnings: [Diagnostic] { plan.diagnostics.filter { $0.severity == .warning } }
}

extension PlanReview.LeftOut {
  init?(_ plan: Plan) {
    guard !plan.drift.isEmpty else { return nil }
    let written = Set(plan.changes.map(\.id))
    tokens = plan.drift.count
    onlyDrifted = plan.drift.count { !written.contains($0.id) }
    access = plan.drift.reduce(into: AccessTally()) { $0.add($1.difference) }
  }

  /// `Drift on 2 tokens is left out: 1 grant, 1 revocation, 1 filter change`.
  var sentence: String { "\(lead)\(plainCounts.joined(separator: ", "))" }

  var lead: String { "Drift on \(counted(tokens, "token")) is left out: " }

  /// All of it is drift, so the causes go without saying.
  var plainCounts: [String] {
    [
      counted(access.grants.total, "grant"), counted(access.revocations.total, "revocation"),
      counted(access.refiltered.total, "filter change"),
    ]
      + access.extensionCounts.filter { $0.tally.total > 0 }.map {
        "\(counted($0.tally.total, "extension")) \($0.verb)"
      }
  }
}
