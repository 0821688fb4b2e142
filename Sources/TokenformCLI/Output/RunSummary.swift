import Planning
import TokenModel

/// How an apply ended, for its events.
struct RunSummary: Sendable {
  let code: ExitCode
  /// The outcome of each token; nil if nothing was to be written.
  let report: ApplyReport?
  /// Why nothing was to be written: codes of diagnostics, `no-changes` or `dry-run`.
  let reasons: [String]

  init(_ code: ExitCode, _ report: ApplyReport) {
    self.code = code
    self.report = report
    reasons = []
  }

  /// The end of a run that wrote nothing of its plan.
  init(_ code: ExitCode, without plan: Plan) {
    self.code = code
    report = nil
    var reasons: [String] = []
    for fault in plan.diagnostics.filter({ $0.severity == .error }) + plan.refusals
    where !reasons.contains(fault.code.rawValue) {
      reasons.append(fault.code.rawValue)
    }
    if reasons.isEmpty { reasons = [plan.changes.isEmpty ? "no-changes" : "dry-run"] }
    self.reasons = reasons
  }
}
