import CommandLineKit
import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Prints a saved plan again.
struct ShowCommand: Command {
  var path = ""
  var format = OutputFormat.text
  var annotations: AnnotationFormat?
  var console = ConsoleOptions()

  static let name = "show"
  static let usage = "PLANFILE"
  static let offers = OfferedValues.files
  static let summary = "Print a saved plan again, in any format"
  static let discussion = """
    PLANFILE is what `tokenform plan --out` or `tokenform apply --undo` saved. It
    is printed as `tokenform plan` would, without a credential or a network. A file
    that is damaged, or is not a saved plan, is refused with exit code 3.
    """
  static let options: [Option<Self>] = [
    .format(\.format), .annotations(\.annotations), ConsoleOptions.noColor.within(\.console),
  ]
  static let examples: [CommandInfo.Example] = [
    .init("tokenform show plan.json", "prints the plan for a person"),
    .init("tokenform show --format markdown plan.json", "prints it for a comment"),
    .init("tokenform show --format json plan.json", "prints it for a program"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .refused, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    path = operands.first ?? ""
    return operands.count == 1 ? [] : ["show takes one file, a saved plan; \(operands.count) are given"]
  }

  func run(in world: World) async -> ExitCode {
    let context = RunContext(world, console: console, format: format, annotates: annotations != nil)
    let plan: Plan
    do throws(Diagnostic) {
      plan = try await SavedPlanFile.read(path, in: context)
    } catch {
      plan = Plan(endpoint: "", diagnostics: [error], isComplete: false)
    }
    await context.console.show(.plan(plan))
    return await world.exitCode(plan.blockingExitCode ?? .done)
  }
}
