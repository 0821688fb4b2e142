import MarketplaceAPI
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// One run, from files to the platform and back. Whoever reads this file knows the program.
struct Pipeline {
  let arguments: Arguments
  let settings: Settings
  let world: World
  let deadline = Deadline()
  let timings = Timings()

  func run(_ command: CommandName) async -> ExitCode {
    let result = await carryOut(command)
    // An apply decides for itself: what it wrote is written, even if nobody reads of it.
    let code = command == .apply ? result : await world.exitCode(result)
    if arguments.has(.timings) { world.standardError.post(timings.text) }
    return code
  }

  private func carryOut(_ command: CommandName) async -> ExitCode {
    switch command {
    case .validate: await validate()
    case .plan: await withDeadline { await plan() }
    case .apply: await withDeadline { await apply() }
    case .show: await show()
    case .import: await withDeadline { await importTokens() }
    case .schema: await schema()
    case .completions: await completions()
    }
  }

  private func validate() async -> ExitCode {
    let mask = SecretMask(credential: world.credential)
    let files = await load(mask)
    console(mask).showFindings(files.diagnostics)
    guard !files.diagnostics.containsError else { return .failed }
    world.standardOutput.post(
      "\(counted(files.tokens.count, "token")) in \(counted(files.fileCount, "file")): no faults found.\n")
    return .done
  }

  private func plan() async -> ExitCode {
    await withDraft { draft in
      var (plan, end) = (draft.plan, draft.obstacle)
      // Saved before it is shown: whoever reads the plan reads too that it could not be saved.
      if end == nil, let path = arguments.value(of: .out),
        let fault = await save(plan, to: path, replacing: true, mask: draft.mask)
      {
        plan.diagnostics.append(fault)
        end = .failed
      }
      await console(draft.mask, resultsToError: arguments.value(of: .out) == "-").show(.plan(plan))
      if let end { return end }
      if plan.refusals.contains(where: \.code.endsPlan) { return .refused }
      return arguments.has(.detailedExitCode) && !plan.changes.isEmpty ? .changes : .done
    }
  }

  private func apply() async -> ExitCode {
    guard world.canAsk || !isAsked else {
      let (events, eventsFaults) = await openEvents(SecretMask(credential: world.credential))
      let faults = [.cannotAsk] + eventsFaults
      let refusal = Refusal(Plan(endpoint: "", isComplete: false), faults: faults, code: .failed)
      let code = await refuse(refusal, events: events, console: console(SecretMask(credential: world.credential)))
      _ = await events?.flushAtEnd()
      return code
    }
    return await withDraft { draft in
      let console = console(draft.mask)
      let end = draft.obstacle ?? (draft.plan.refusals.isEmpty ? nil : .refused)
      guard end == nil, !draft.plan.changes.isEmpty, let platform = draft.platform else {
        await console.show(.planToApply(draft.plan))
        return await finish(end ?? .done, without: draft.plan, events: draft.events)
      }
      if arguments.has(.dryRun) { return await dryRun(draft, on: platform, console: console) }
      await console.announce(draft.plan)
      switch await approve(draft.plan, on: platform, mask: draft.mask) {
      case .success(let alreadyApplied):
        return await write(draft.plan, except: alreadyApplied, to: platform, events: draft.events, console: console)
      case .failure(let refusal):
        return await refuse(refusal, events: draft.events, console: console)
      }
    }
  }

  /// Shows the requests that an apply would send. A saved plan is read again first, as an apply reads it again.
  private func dryRun(_ draft: Draft, on platform: Platform, console: Console) async -> ExitCode {
    switch await settings.planFile == nil ? .success([]) : readAgain(draft.plan, on: platform) {
    case .success(let alreadyApplied):
      let sent = draft.plan.changes.filter { !alreadyApplied.contains($0.id) }
      await console.show(.dryRun(draft.plan, requests: sent.map { platform.writer.preview(of: $0) }))
      return await finish(.done, without: draft.plan, events: draft.events)
    case .failure(let refusal):
      await console.show(.planToApply(refusal.plan))
      return await finish(refusal.code, without: refusal.plan, events: draft.events)
    }
  }

  private func refuse(_ refusal: Refusal, events: EventLog?, console: Console) async -> ExitCode {
    await console.refuse(refusal)
    return await finish(refusal.code, without: refusal.plan, events: events)
  }

  /// Ends an apply that wrote nothing, and whose output was handed over.
  private func finish(_ code: ExitCode, without plan: Plan, events: EventLog?) async -> ExitCode {
    let code = await world.exitCode(code)
    events?.record(.finished(RunEnd(code, without: plan)))
    return code
  }

  private func write(
    _ plan: Plan, except alreadyApplied: Set<TokenID>, to platform: Platform, events: EventLog?, console: Console
  ) async -> ExitCode {
    if let fault = await prepareFiles(for: plan, except: alreadyApplied, events: events, mask: console.mask) {
      return await refuse(Refusal(plan, faults: [fault], code: .failed), events: events, console: console)
    }
    let progress = meter("Updating", total: plan.changes.count)
    let changes = Dictionary(plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let applier = Applier(
      reader: platform.reader, writer: platform.writer, retries: platform.retries, parallelism: settings.parallelism,
      failFast: arguments.has(.failFast))
    var report = await timings.measure(.write) {
      await withTaskCancellationHandler {
        await applier.apply(plan.changes, alreadyApplied: alreadyApplied) { result in
          events?.record(.ended(result, changes[result.id]))
          progress.advance()
        }
      } onCancel: {
        console.announceEnd(atDeadline: deadline.hasPassed)
      }
    }
    progress.finish()
    if report.ending == .interrupted, deadline.hasPassed { report.ending = .deadline }
    let isInterrupted = report.ending == .interrupted || Task.isCancelled && !deadline.hasPassed
    let code: ExitCode = isInterrupted ? .interrupted : report.isConverged ? .done : .incomplete
    events?.record(.finished(RunEnd(code, report)))
    await console.show(report, of: plan)
    return code
  }
}
