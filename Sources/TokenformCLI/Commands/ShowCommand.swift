import CommandLineKit
import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Prints a saved plan again.
struct ShowCommand: Command {
  var paths: [String] = []
  var format = OutputFormat.text
  var annotations: AnnotationFormat?
  var console = ConsoleOptions()

  static let name = "show"
  static let usage = "PLANFILE..."
  static let offers = OfferedValues.files
  static let summary = "Print saved plans in any format"
  static let discussion = """
    PLANFILE is a plan saved by `tokenform plan --out` or `tokenform apply --undo`.
    It is printed as `tokenform plan` prints it, without a credential or a network.
    A file that is damaged or not a saved plan is refused with exit code 3.
    Several plans, such as one per account, are combined into one page or comment:
    a table of the accounts with totals and fingerprints, then each plan, folded.
    """
  static let options: [Option<Self>] = [
    .format(\.format), .annotations(\.annotations), ConsoleOptions.noColor.within(\.console),
    ConsoleOptions.linkBase.within(\.console),
  ]
  static let examples: [CommandInfo.Example] = [
    .init("tokenform show plan.json", "prints the plan for a person"),
    .init("tokenform show --format markdown plan.json", "prints it for a comment"),
    .init("tokenform show --format json plan.json", "prints it for a program"),
    .init("tokenform show --format html a.json b.json", "prints both plans as one page"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .refused, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    return operands.isEmpty ? ["show needs at least one saved plan"] : []
  }

  func run(in world: World) async -> ExitCode {
    let context = RunContext(world, console: console, format: format, annotates: annotations != nil)
    var plans: [NamedPlan] = []
    for path in paths { plans.append(NamedPlan(path: path, plan: await read(path, in: context))) }
    if plans.count == 1 { await context.console.show(.plan(plans[0].plan)) } else { await context.console.show(plans) }
    let codes = plans.compactMap(\.plan.blockingExitCode)
    return await world.exitCode(
      codes.contains(.interrupted) ? .interrupted : codes.contains(.refused) ? .refused : codes.first ?? .done)
  }

  /// The plan in a file; an incomplete one with the reason if it holds none.
  private func read(_ path: String, in context: RunContext) async -> Plan {
    do throws(Diagnostic) {
      return try await SavedPlanFile.read(path, in: context)
    } catch {
      return Plan(endpoint: "", diagnostics: [error], isComplete: false)
    }
  }
}
