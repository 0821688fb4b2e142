/// How a run ended, as the shell sees it.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  case changes = 2
  case refused = 3
  case incomplete = 4
  case interrupted = 130

  /// For a user, as help and pages say it.
  var meaning: String {
    switch self {
    case .done: "done; with --detailed-exitcode: nothing differs"
    case .failed: "an error, wrong usage, or no confirmation: nothing was written"
    case .changes: "with --detailed-exitcode: something differs"
    case .refused:
      """
      refused: a guard tripped, the plan is stale or its fingerprint was not approved, or a report has a finding \
      of --fail-on; nothing was written
      """
    case .incomplete: "writing began, but not every update succeeded"
    case .interrupted: "interrupted"
    }
  }
}
