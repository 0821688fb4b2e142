import MarketplaceAPI
import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// `tokenform apply`: load, connect, plan, show, confirm, read again, save the undo plan, write, report.
struct ApplyRun {
  let command: ApplyCommand
  let context: RunContext

  func run() async -> ExitCode {
    let code = context.world.canAsk || !command.needsConfirmation ? await planAndWrite() : await refuseWithoutTerminal()
    do throws(Diagnostic) {
      try await context.events?.flush()
    } catch {
      context.console.show([error.asLostEvents])
    }
    return code
  }

  private func refuseWithoutTerminal() async -> ExitCode {
    await refuse(
      Refusal(
        Plan(endpoint: "", isComplete: false), faults: [.cannotAsk] + context.faults, code: .failed))
  }

  private func planAndWrite() async -> ExitCode {
    let source =
      switch command.source {
      case .files(let paths): await PlanSource.files(paths, command.planning, in: context)
      case .savedPlan(let path): await PlanSource.savedPlan(path, in: context)
      }
    let prepared = await PreparedPlan.make(
      from: source, command.planning, approved: command.approved, in: context)
    if prepared.plan.isComplete {
      context.events?.record(.planned(prepared.plan.summary, fingerprint: prepared.plan.fingerprint))
    }
    let code = await carryOut(prepared)
    await prepared.platform?.close()
    return code
  }

  private func carryOut(_ prepared: PreparedPlan) async -> ExitCode {
    let plan = prepared.plan
    let blockingExitCode = plan.blockingExitCode ?? (plan.refusals.isEmpty ? nil : .refused)
    guard blockingExitCode == nil, !plan.changes.isEmpty, let platform = prepared.platform else {
      await context.console.show(.planToApply(plan))
      return await finish(blockingExitCode ?? .done, without: plan)
    }
    do throws(Refusal) {
      if command.isDryRun { return try await dryRun(plan, on: platform) }
      await context.console.announce(plan)
      try await confirm(plan)
      let alreadyApplied = readsAgain ? try await readAgain(plan, on: platform) : []
      try await saveUndo(of: plan, except: alreadyApplied)
      return await report(await write(plan, except: alreadyApplied, to: platform), of: plan)
    } catch {
      return await refuse(error)
    }
  }

  private func refuse(_ refusal: Refusal) async -> ExitCode {
    await context.console.refuse(refusal)
    return await finish(refusal.code, without: refusal.plan)
  }

  /// Whether time passed since the plan was made, so that its tokens have to be read again.
  private var readsAgain: Bool {
    if case .savedPlan = command.source { true } else { command.needsConfirmation }
  }

  /// Shows the requests that an apply would send. A saved plan is read again first, as an apply reads it again.
  private func dryRun(_ plan: Plan, on platform: Platform) async throws(Refusal) -> ExitCode {
    let alreadyApplied: Set<TokenID>
    do throws(Refusal) {
      alreadyApplied = readsAgain ? try await readAgain(plan, on: platform) : []
    } catch {
      await context.console.show(.planToApply(error.plan))
      return await finish(error.code, without: error.plan)
    }
    let sent = plan.changes.filter { !alreadyApplied.contains($0.id) }
    await context.console.show(.dryRun(plan, requests: sent.map { platform.writer.preview(of: $0) }))
    return await finish(.done, without: plan)
  }

  /// Ends an apply that wrote nothing, once its output is printed.
  private func finish(_ code: ExitCode, without plan: Plan) async -> ExitCode {
    let code = await context.world.exitCode(code)
    context.events?.record(.finished(RunSummary(code, without: plan)))
    return code
  }

  private func write(_ plan: Plan, except alreadyApplied: Set<TokenID>, to platform: Platform) async -> ApplyReport {
    let progress = context.meter("Updating", total: plan.changes.count)
    defer { progress.finish() }
    let changes = Dictionary(plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let applier = Applier(
      reader: platform.reader, writer: platform.writer, retries: platform.retries,
      parallelism: command.planning.connection.parallelism, failFast: command.failsFast)
    return await withTaskCancellationHandler {
      await applier.apply(plan.changes, alreadyApplied: alreadyApplied) { result in
        context.events?.record(.ended(result, changes[result.id]))
        progress.advance()
      }
    } onCancel: {
      context.console.announceEnd(atDeadline: context.deadline.hasPassed)
    }
  }

  private func report(_ report: ApplyReport, of plan: Plan) async -> ExitCode {
    var report = report
    let hasPassed = context.deadline.hasPassed
    if report.ending == .interrupted, hasPassed { report.ending = .deadline }
    let isInterrupted = report.ending == .interrupted || Task.isCancelled && !hasPassed
    let code: ExitCode = isInterrupted ? .interrupted : report.isConverged ? .done : .incomplete
    context.events?.record(.finished(RunSummary(code, report)))
    await context.console.show(report, of: plan)
    return code
  }
}

extension Diagnostic {
  fileprivate static let cannotAsk = Diagnostic(
    .error, .notApproved, "cannot ask for confirmation: standard input is not a terminal",
    help: "pass --auto-approve to write without a prompt, or --approve with the approved fingerprint")

  fileprivate var asLostEvents: Diagnostic {
    Diagnostic(
      .warning, .unwritableFile, message, help: "events are missing from the file; the report above is complete")
  }
}
