import CommandLineKit
import Planning
import TokenFiles
import TokenModel

/// Checks the files, offline.
struct ValidateCommand: Command {
  var paths: [String] = []
  var annotations: AnnotationFormat?
  var console = ConsoleOptions()

  static let name = "validate"
  static let usage = "[PATH...]"
  static let offers = OfferedValues.yaml
  static let summary = "Check the files, offline"
  static let discussion = PathsHelp.text
  static let options: [Option<Self>] = [.annotations(\.annotations), ConsoleOptions.noColor.within(\.console)]
  static let examples: [CommandInfo.Example] = [
    .init("tokenform validate", "checks the directory `tokens`"),
    .init("tokenform validate tokens/billing.yaml", "checks one file"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    return []
  }

  func run(in world: World) async -> ExitCode {
    let context = RunContext(world, console: console, annotates: annotations != nil)
    let paths = paths
    guard let files = await runCancellable({ TokenFileLoader.load(paths: paths, mask: context.mask) }) else {
      context.console.show([context.deadline.ending(.interrupted)])
      return .interrupted
    }
    context.console.showFindings(files.diagnostics)
    guard !files.diagnostics.containsError else { return .failed }
    world.standardOutput.post(
      "\(counted(files.tokens.count, "token")) in \(counted(files.fileCount, "file")): no errors found.\n")
    return await world.exitCode(.done)
  }
}
