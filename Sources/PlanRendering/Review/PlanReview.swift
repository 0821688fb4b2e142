import PlanDocument
import Planning
import TokenModel

/// What a reader needs to judge a plan or a report, computed once for all formats.
struct PlanReview {
  let subject: RenderedSubject
  /// How the options of the command line are spelled.
  let options: OptionNames
  let verdict: Verdict
  let figures: PlanFigures
  let effects: EffectTally
  /// What the plan leaves out; nil if it covers all of the files.
  let partiality: Partiality?
  /// The ends that the change under review moves; nil for none, and in the report of an apply, which writes none.
  let ends: EndTally?
  /// The changes by their place in the plan: what is proposed first, each part sorted by id.
  let order: [Int]
  /// The entries in the order in which they are shown.
  let entries: [ChangeEntry]
  /// The entries of what differs and is left out.
  let entriesLeftOut: [ChangeEntry]

  init(_ subject: RenderedSubject, _ options: OptionNames) {
    self.subject = subject
    self.options = options
    let plan = subject.plan
    let figures = PlanFigures(subject)
    self.figures = figures
    verdict = Verdict(subject)
    // By index, so that no change is copied to be counted.
    effects = plan.changes.indices.reduce(into: EffectTally()) { $0.add(plan.changes[$1].effect) }
    if figures.knowsCauses {
      let causes = plan.changes.indices.map { plan.changes[$0].cause }
      order = Cause.inOrderOfReview.flatMap { cause in causes.indices.filter { causes[$0] ?? .proposed == cause } }
    } else {
      order = Array(plan.changes.indices)
    }
    entries = ChangeEntry.entries(of: plan.changes, order: order, figures.report)
    entriesLeftOut = ChangeEntry.entries(of: plan.leftOut, order: Array(plan.leftOut.indices), nil)
    ends = subject.report == nil ? EndTally(plan) : nil
    partiality = Partiality(plan, leftOut: figures.leftOut, options)
  }

  var plan: Plan { subject.plan }
  var update: Tally { figures.update }
  var planned: AccessTally { figures.planned }
  var leftOut: LeftOutFigures? { figures.leftOut }
  var report: ReportFigures? { figures.report }
  var knowsCauses: Bool { figures.knowsCauses }
  var fingerprint: String? { figures.fingerprint }
  var fingerprintLeft: String? { figures.fingerprintLeft }

  /// The changes in the order in which they are shown.
  var changes: some Collection<TokenChange> { order.lazy.map { plan.changes[$0] } }

  /// The counts of what the plan asks for: changes of access, and ends that move.
  var counts: [String] { planned.counts + (ends.map { [$0.words] } ?? []) }

  /// Whether a guard's refusal is final: it ends an apply, and is a warning to a plan.
  var isFinal: Bool { subject.isFinal }

  /// How severe a guard's refusal is for this run.
  func severity(of refusal: Diagnostic) -> Diagnostic.Severity { subject.severity(of: refusal) }

  /// Whether to show the command that applies exactly this.
  var isApprovable: Bool {
    guard case .plan = subject, verdict == .changes else { return false }
    return fingerprint != nil
  }

  /// Tokens to update whose change reverts drift.
  var drifted: Int { figures.drifted }

  /// What an apply would do about drift, without a full stop; nil if there is none.
  var driftSentence: String? {
    guard report == nil, drifted > 0 else { return nil }
    return "\(counted(drifted, "token")) \(drifted == 1 ? "has" : "have") drifted; apply will undo what was changed"
  }

  var errors: [Diagnostic] { plan.diagnostics.filter { $0.severity == .error } }
  var warnings: [Diagnostic] { plan.diagnostics.filter { $0.severity == .warning } }
}
