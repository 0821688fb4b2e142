import CommandLineKit
import PlanRendering
import Planning
import TokenModel

/// Compares the files with those of another tree, offline.
struct DiffCommand: Command {
  /// The tree with the files as they were before.
  var root = ""
  var paths: [String] = []
  var format = DifferenceFormat.text
  var annotations: AnnotationFormat?
  var hasDetailedExitCode = false
  var selection = SelectionOptions()
  var console = ConsoleOptions()

  static let name = "diff"
  static let usage = "ROOT [PATH...]"
  static let offers = OfferedValues.directories
  static let summary = "Compare the files with a previous version, offline"
  static let discussion = """
    ROOT is a directory with the previous version of the files, such as a worktree
    of the previous commit. The same paths are read under it; a missing path counts
    as empty.
    \(PathsHelp.text)
    The command needs no credential and no network, so it is safe for pull requests
    from forks. It compares desired states only: it does not read live tokens, and
    does not look up module names. `tokenform plan --base ROOT` does both.
    """
  static let options: [Option<Self>] =
    [
      .choice(
        "format", "FORMAT", \.format,
        "Output format: " + DifferenceFormat.allCases.map(\.rawValue).joined(separator: ", ")),
      .annotations(\.annotations),
      .flag(
        "detailed-exitcode", \.hasDetailedExitCode, "Exit with 2 if there are differences, with 0 if there are none"),
    ] + SelectionOptions.options.within(\.selection) + [ConsoleOptions.noColor.within(\.console)]
  static let examples: [CommandInfo.Example] = [
    .init("tokenform diff ../before", "compares `tokens` with ../before/tokens"),
    .init("tokenform diff --format markdown ../before", "prints the difference for a job summary"),
    .init("tokenform diff --detailed-exitcode ../before tokens", "exits with 2 if there are differences"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .changes, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    guard let first = operands.first else {
      return ["diff needs ROOT, a directory with the previous version of the files"]
    }
    root = first
    paths = Array(operands.dropFirst())
    return ScopeOptions.faults(ofPaths: paths, comparedBy: Self.name)
  }

  func run(in world: World) async -> ExitCode {
    await DiffRun(command: self, context: RunContext(world, console: console, annotates: annotations != nil)).run()
  }
}
