import CommandLineKit
import PlanRendering
import Planning

/// Shows what an apply would change.
struct PlanCommand: Command {
  var paths: [String] = []
  var format = OutputFormat.text
  var annotations: AnnotationFormat?
  var hasDetailedExitCode = false
  /// The file to save the plan into.
  var out: String?
  var planning = PlanningOptions()

  static let name = "plan"
  static let usage = "[PATH...]"
  static let offers = OfferedValues.yaml
  static let summary = "Show what apply would change"
  static let discussion = """
    \(PathsHelp.text)
    A plan changes nothing on the platform. The plan goes to standard output, and
    everything else to standard error. It shows which guards would refuse an apply;
    only --require-coverage changes the exit code (3).
    With --base, ROOT is a directory with the previous version of the files, such as
    a worktree of the previous commit. The same paths are read under it; a missing
    path counts as empty. The plan then separates proposed changes from drift. An
    error in the previous files is an error of the plan.
    """
  static let options: [Option<Self>] =
    [
      .format(\.format), .annotations(\.annotations),
      .flag("detailed-exitcode", \.hasDetailedExitCode, "Exit with 2 if there are changes, with 0 if there are none"),
      .text("out", "FILE", offers: .files, \.out, "Save the plan, for `tokenform apply FILE` (- is standard output)"),
    ] + PlanningOptions.options.within(\.planning)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform plan", "plans the directory `tokens`"),
    .init("tokenform plan --detailed-exitcode tokens", "exits with 2 if there are changes"),
    .init("tokenform plan --format json tokens/billing.yaml", "prints the plan as JSON"),
    .init("tokenform plan --base ../before", "separates proposed changes from drift"),
    .init("tokenform plan --out plan.json", "saves the plan, for `tokenform apply plan.json`"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .changes, .refused, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    return planning.scope.faults(operands: operands) + PlanFilePath.faults("--out", out)
  }

  func run(in world: World) async -> ExitCode {
    await Deadline.run(planning.connection.limit) { deadline in
      let context = await RunContext.connect(
        in: world, planning.connection, console: planning.console, format: format, annotates: annotations != nil,
        files: OutputFiles(
          outputs: out.map { [("out", $0)] } ?? [], configuration: planning.configuration(paths),
          inputs: planning.connection.tokenFile.map { [$0] } ?? []),
        deadline: deadline)
      return await PlanRun(command: self, context: context).run()
    }
  }
}
