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

  func run(_ command: CommandName) async -> ExitCode {
    switch command {
    case .validate: await validate()
    case .plan: await plan()
    case .apply: await apply()
    }
  }

  private func validate() async -> ExitCode {
    let mask = SecretMask(credential: world.credential)
    let files = await load(mask)
    console(mask).show(files.diagnostics)
    guard !files.diagnostics.containsError else { return .failed }
    world.standardOutput.post(
      "\(counted(files.tokens.count, "token")) in \(counted(files.fileCount, "file")): no faults found.\n")
    return .done
  }

  private func plan() async -> ExitCode {
    await withPlan { draft in
      await console(draft.mask).show(.plan(draft.plan))
      if draft.wasInterrupted { return .interrupted }
      guard draft.plan.isApplicable else { return .failed }
      return arguments.has(.detailedExitCode) && !draft.plan.changes.isEmpty ? .changes : .done
    }
  }

  private func apply() async -> ExitCode {
    let isAsked = !arguments.has(.autoApprove) && !arguments.has(.dryRun)
    guard world.canAsk || !isAsked else {
      let console = console(SecretMask())
      if settings.format == .json {
        await console.show(.planToApply(Plan(endpoint: "", diagnostics: [.cannotAsk], isComplete: false)))
      } else {
        console.show([.cannotAsk])
      }
      return .failed
    }
    return await withPlan { draft in
      let end: ExitCode? =
        if draft.wasInterrupted {
          .interrupted
        } else if !draft.plan.isApplicable {
          .failed
        } else if !draft.plan.refusals.isEmpty {
          .refused
        } else if draft.plan.changes.isEmpty {
          .done
        } else { nil }
      guard end == nil, let platform = draft.platform else {
        await console(draft.mask).show(.planToApply(draft.plan))
        return end ?? .failed
      }
      if arguments.has(.dryRun) {
        let requests = draft.plan.changes.map { platform.writer.preview(of: $0) }
        await console(draft.mask).show(.dryRun(draft.plan, requests: requests))
        return .done
      }
      return await write(draft.plan, to: platform, console: console(draft.mask), isAsked: isAsked)
    }
  }

  private func write(_ plan: Plan, to platform: Platform, console: Console, isAsked: Bool) async -> ExitCode {
    var alreadyApplied: Set<TokenID> = []
    if settings.format != .json { await console.show(.planToApply(plan)) }
    if isAsked {
      switch await approve(plan, on: platform, console: console) {
      case .success(let held): alreadyApplied = held
      case .failure(let refusal):
        if settings.format == .json { await console.show(.planToApply(refusal.plan)) }
        return refusal.code
      }
    }
    let progress = meter("Updating", total: plan.changes.count)
    let applier = Applier(
      reader: platform.reader, writer: platform.writer, retries: platform.retries, parallelism: settings.parallelism,
      failFast: arguments.has(.failFast))
    let report = await applier.apply(plan.changes, alreadyApplied: alreadyApplied) { _ in progress.advance() }
    progress.finish()
    if settings.format != .json { world.standardOutput.post("\n") }
    await console.show(.report(report, of: plan))
    if report.ending == .interrupted || Task.isCancelled { return .interrupted }
    return report.isConverged ? .done : .incomplete
  }
}
