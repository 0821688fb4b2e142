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
  static let summary = "Show what a change of the files asks for, offline"
  static let discussion = """
    ROOT is a tree with the previous version of the files, for example a
    worktree of the commit before: the same paths are read under it, and a path that
    it does not have is empty.
    \(PathsHelp.text)
    It needs no credential and no network, so it can review the pull request of a
    stranger. It shows what the files ask for, and not what tokens hold; what a name
    of a module means is not known. `tokenform plan --base ROOT` shows both.
    """
  static let options: [Option<Self>] =
    [
      .choice(
        "format", "FORMAT", \.format,
        "How to print: " + DifferenceFormat.allCases.map(\.rawValue).joined(separator: ", ")),
      .annotations(\.annotations),
      .flag(
        "detailed-exitcode", \.hasDetailedExitCode, "Exit with 2 if there are differences, with 0 if there are none"),
    ] + SelectionOptions.options.within(\.selection) + [ConsoleOptions.noColor.within(\.console)]
  static let examples: [CommandInfo.Example] = [
    .init("tokenform diff ../before", "compares the directory `tokens` with ../before/tokens"),
    .init("tokenform diff --format markdown ../before", "prints the difference for the summary of a job"),
    .init("tokenform diff --detailed-exitcode ../before tokens", "exits with 2 if there are differences"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .changes, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    guard let first = operands.first else { return ["diff takes ROOT, a tree with the previous version of the files"] }
    root = first
    paths = Array(operands.dropFirst())
    return ScopeOptions.faults(ofPaths: paths, comparedBy: Self.name)
  }

  func run(in world: World) async -> ExitCode {
    await DiffRun(command: self, context: RunContext(world, console: console, annotates: annotations != nil)).run()
  }
}
