import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// What has to hold before the first write.
extension ApplyRun {
  /// Asks for approval if a person has to give it. Throws unless the answer is `yes`.
  func confirm(_ plan: Plan) async throws(Refusal) {
    guard command.needsConfirmation else { return }
    if command.format.isOneDocument {
      let renderer = Renderer(.text, OutputSettings(mask: context.mask))
      context.world.standardError.post(renderer.text(of: .planToApply(plan)) + "\n")
    }
    let question = "\nApply these changes to \(counted(plan.changes.count, "token"))? Only `yes` is accepted: "
    guard await Prompt.confirm(question, in: context.world) else {
      let isEnding = Task.isCancelled && !context.deadline.hasPassed
      let fault: Diagnostic =
        isEnding ? .interruptedBeforeWriting : Task.isCancelled ? .deadlinePassed : .notApproved
      throw Refusal(plan, faults: [fault], code: isEnding ? .interrupted : .failed)
    }
  }

  /// Reads the tokens of the plan again, and returns those that already hold what it asks for. Throws if one changed
  /// since, could not be read, or is refused by a guard.
  func readAgain(_ plan: Plan, on platform: Platform) async throws(Refusal) -> Set<TokenID> {
    let progress = context.meter("Re-reading", total: plan.changes.count)
    defer { progress.finish() }
    let second: PreflightCheck
    do throws(CallError) {
      second = try await PreflightCheck.read(
        plan, from: platform.reader, guards: command.planning.guards, today: context.world.today,
        parallelism: command.planning.connection.parallelism
      ) { progress.advance(by: $0) }
    } catch {
      let isSignal = error.kind == .interrupted && !context.deadline.hasPassed
      throw Refusal(
        plan, faults: [context.deadline.ending(error)], code: isSignal ? .interrupted : .failed)
    }
    guard second.faults.isEmpty, second.refusals.isEmpty else {
      let isUnreadable = second.faults.contains { $0.code == .tokenUnreadable }
      throw Refusal(
        plan, faults: second.faults, refusals: second.refusals, code: isUnreadable ? .failed : .refused)
    }
    return second.alreadyApplied
  }

  /// Saves the undo plan and the events so far, to disk. Throws if either cannot be written.
  func saveUndo(of plan: Plan, except alreadyApplied: Set<TokenID>) async throws(Refusal) {
    do throws(Diagnostic) {
      if let path = command.undo {
        var undo = plan.undo(except: alreadyApplied)
        undo.madeAt = context.world.now()
        try await SavedPlanFile.write(undo, to: path, replacing: false, in: context)
        context.console.show(undo.diagnostics)
      }
      try await context.events?.flush()
    } catch {
      throw Refusal(plan, faults: [error], code: .failed)
    }
  }
}

extension Diagnostic {
  fileprivate static let notApproved = Diagnostic(
    .error, .notApproved, "the answer was not `yes`; nothing was written")

  fileprivate static let interruptedBeforeWriting = Diagnostic(
    .error, .interrupted, "interrupted; nothing was written")
}
