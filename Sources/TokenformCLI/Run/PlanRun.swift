import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// `tokenform plan`: load, connect, plan, save, show.
struct PlanRun {
  let command: PlanCommand
  let context: RunContext

  func run() async -> ExitCode {
    let source = await PlanSource.files(command.paths, command.planning, in: context)
    let prepared = await PreparedPlan.make(from: source, command.planning, in: context)
    var plan = prepared.plan
    var code = exitCode(of: plan)
    // Saved before it is shown, so that the output says if it could not be saved.
    do throws(Diagnostic) {
      if let path = command.out, plan.blockingExitCode == nil {
        try await SavedPlanFile.write(plan, to: path, replacing: true, in: context)
      }
    } catch {
      plan.diagnostics.append(error)
      code = .failed
    }
    // Standard output holds one document: if that is the saved plan, the printed one goes to standard error.
    await (command.out == "-" ? context.console.onStandardError : context.console).show(.plan(plan))
    await prepared.platform?.close()
    return await context.world.exitCode(code)
  }

  private func exitCode(of plan: Plan) -> ExitCode {
    if let blockingExitCode = plan.blockingExitCode { return blockingExitCode }
    if plan.refusals.contains(where: { $0.code.kind == .check }) { return .refused }
    return command.hasDetailedExitCode && !plan.changes.isEmpty ? .changes : .done
  }
}
