import Planning
import TokenModel

/// Why a plan that was shown is not written.
struct Refusal: Error {
  /// The plan, with the faults in it.
  var plan: Plan
  var faults: [Diagnostic]
  var code: ExitCode

  init(_ plan: Plan, faults: [Diagnostic], refusals: [Diagnostic] = [], code: ExitCode) {
    self.plan = plan
    self.plan.diagnostics += faults
    self.plan.refusals += refusals
    self.faults = faults + refusals
    self.code = code
  }
}
