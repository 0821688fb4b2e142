import PlanFiles
import Planning
import TokenModel

extension Pipeline {
  /// Sees to what has to be on the disk before the first PUT: the plan that takes everything back, and the events so far.
  /// Returns what went wrong.
  func prepareFiles(
    for plan: Plan, except alreadyApplied: Set<TokenID>, events: EventLog?, mask: SecretMask
  ) async -> Diagnostic? {
    if let path = arguments.value(of: .undo) {
      var undo = plan.undo(except: alreadyApplied)
      undo.madeAt = world.now()
      if let fault = await save(undo, to: path, replacing: false, mask: mask) { return fault }
    }
    return await events?.flush()?.diagnostic
  }
}

extension Diagnostic {
  static func eventsLost(_ failure: WriteFailure) -> Diagnostic {
    Diagnostic(
      .warning, .unwritableFile, failure.diagnostic.message,
      help: "events are missing from the file; the report above is whole")
  }
}
