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
  static let summary = "Write what drifted on the platform back into the files"
  static let discussion = """
    \(PathsHelp.text)
    Where the platform differs from the files, this takes the platform's side: it
    prints a unified diff that `git apply` takes, or edits the files with --write.
    Only what differs is edited; comments, order and style stay. Nothing is ever
    written to the platform.
    A token whose files cannot be edited safely is left alone, with the reason and
    the YAML to paste: what comes through an alias, a merge key, a set or a group is
    never edited. A token that does not exist is reported, and not removed. A grant
    whose end is over is no drift. For tokens that no file names, use `import`.
    """
  static let options: [Option<Self>] =
    [
      .flag("write", \.writes, "Edit the files instead of printing a diff, each file whole or not at all"),
      .flag("detailed-exitcode", \.hasDetailedExitCode, "Exit with 2 if something differs, with 0 if nothing does"),
    ] + SelectionOptions.options.within(\.selection) + ConnectionOptions.options.within(\.connection)
    + ConsoleOptions.options.within(\.console)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform adopt", "prints what would be edited in the directory `tokens`"),
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
