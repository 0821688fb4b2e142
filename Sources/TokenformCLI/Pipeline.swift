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

  func run(_ command: CommandName) async -> ExitCode {
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
      await console(draft.mask).show(.plan(draft.plan))
      if let obstacle = draft.obstacle { return obstacle }
      if let path = arguments.value(of: .out),
        let fault = await save(draft.plan, to: path, replacing: true, mask: draft.mask)
      {
        console(draft.mask).show([fault])
        return .failed
      }
      if draft.plan.refusals.contains(where: \.code.endsPlan) { return .refused }
      return arguments.has(.detailedExitCode) && !draft.plan.changes.isEmpty ? .changes : .done
    }
  }

  private func apply() async -> ExitCode {
    guard world.canAsk || !isAsked else {
      await console(SecretMask()).refuse(Refusal(Plan(endpoint: ""), faults: [.cannotAsk], code: .failed))
      return .failed
    }
    return await withDraft { draft in
      let console = console(draft.mask)
      let end = draft.obstacle ?? (draft.plan.refusals.isEmpty ? nil : .refused)
      guard end == nil, !draft.plan.changes.isEmpty, let platform = draft.platform else {
        await console.show(.planToApply(draft.plan))
        return end ?? .done
      }
      if arguments.has(.dryRun) {
        await console.show(.dryRun(draft.plan, requests: draft.plan.changes.map { platform.writer.preview(of: $0) }))
        return .done
      }
      await console.announce(draft.plan)
      switch await approve(draft.plan, on: platform, mask: draft.mask) {
      case .success(let alreadyApplied):
        return await write(draft.plan, except: alreadyApplied, to: platform, console: console)
      case .failure(let refusal):
        await console.refuse(refusal)
        return refusal.code
      }
    }
  }

  private func write(
    _ plan: Plan, except alreadyApplied: Set<TokenID>, to platform: Platform, console: Console
  ) async -> ExitCode {
    if let fault = await prepareFiles(
      for: plan, except: alreadyApplied, events: platform.events, mask: console.mask)
    {
      await console.refuse(Refusal(plan, faults: [fault], code: .failed))
      return .failed
    }
    let progress = meter("Updating", total: plan.changes.count)
    let applier = Applier(
      reader: platform.reader, writer: platform.writer, retries: platform.retries, parallelism: settings.parallelism,
      failFast: arguments.has(.failFast))
    var report = await withTaskCancellationHandler {
      await applier.apply(plan.changes, alreadyApplied: alreadyApplied) { result in
        platform.events?.record(.ended(result))
        progress.advance()
      }
    } onCancel: {
      console.announceEnd()
    }
    progress.finish()
    if report.ending == .interrupted, deadline.hasPassed { report.ending = .deadline }
    platform.events?.record(.finished(report))
    await console.show(report, of: plan)
    if let fault = await platform.events?.flush() { console.show([.eventsLost(fault)]) }
    if report.ending == .interrupted || Task.isCancelled && !deadline.hasPassed { return .interrupted }
    return report.isConverged ? .done : .incomplete
  }
}
