/// How a run ended, as the shell sees it.
package enum ExitCode: Int32, Sendable {
  case done = 0
  /// An error, wrong usage, or a question that was not answered with `yes`: nothing was written.
  case failed = 1
  /// With `--detailed-exitcode`: there are changes.
  case changes = 2
  /// Refused by a guard, or the plan is stale: nothing was written.
  case refused = 3
  /// Writing began, and some update did not come through.
  case incomplete = 4
  case interrupted = 130
}
