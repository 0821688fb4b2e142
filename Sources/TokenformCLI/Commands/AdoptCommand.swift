import CommandLineKit
import TokenFiles
import TokenModel

/// Writes what drifted on the platform back into the files.
struct AdoptCommand: Command {
  var paths: [String] = []
  var writes = false
  var hasDetailedExitCode = false
  var selection = SelectionOptions()
  var connection = ConnectionOptions()
  var console = ConsoleOptions()

  static let name = "adopt"
  static let usage = "[PATH...]"
  static let offers = OfferedValues.yaml
  static let summary = "Accept drift into the files"
  static let discussion = """
    \(PathsHelp.text)
    Prints a unified diff that makes the files match the platform, for `git apply`,
    or edits the files with --write. Only values that differ are edited; comments,
    order and style are kept. Nothing is written to the platform.
    If a token cannot be edited safely, the command gives the reason and the YAML
    to paste. Values from aliases, merge keys, sets and groups are never edited. A
    token that no longer exists is reported, but not removed from the files. A grant
    that has ended is not drift. To add tokens that no file names, use `import`.
    """
  static let options: [Option<Self>] =
    [
      .flag("write", \.writes, "Edit the files instead of printing a diff"),
      .flag("detailed-exitcode", \.hasDetailedExitCode, "Exit with 2 if anything differs, with 0 if nothing does"),
    ] + SelectionOptions.options.within(\.selection) + ConnectionOptions.options.within(\.connection)
    + ConsoleOptions.options.within(\.console)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform adopt", "prints the edits for the directory `tokens`"),
    .init("tokenform adopt | git apply", "edits the files through Git"),
    .init("tokenform adopt --write --target TKN-1671-0642", "edits the file that names this token"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .changes, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    return []
  }

  func run(in world: World) async -> ExitCode {
    await Deadline.run(connection.limit) { deadline in
      let context = await RunContext.connect(in: world, connection, console: console, deadline: deadline)
      return await world.exitCode(AdoptRun(command: self, context: context).run())
    }
  }
}
