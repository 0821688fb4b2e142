import CommandLineKit
import TokenFiles

/// Prints the JSON Schema of the configuration.
struct SchemaCommand: Command {
  var isLive = false
  /// With ``isLive``: the files whose sets and groups are suggested; empty for the default directory.
  var paths: [String] = []
  var connection = ConnectionOptions()
  var console = ConsoleOptions()

  static let name = "schema"
  static let usage = "[PATH...]"
  static let offers = OfferedValues.yaml
  static let summary = "Print the JSON Schema of the configuration, for editors"
  static let discussion = """
    With the schema (JSON Schema draft-07), an editor completes and explains keys
    and marks most errors as you type. It describes one YAML document. Only
    `tokenform validate` finds every error: a schema cannot express duplicate keys,
    for example.

    With --live, an editor also suggests the modules of the account, by name and by
    id, and the sets and groups of the files (default: the directory `tokens`). Any
    other name stays valid. This reads the platform, so it needs a credential.
    """
  static let options: [Option<Self>] =
    [.flag("live", \.isLive, "Suggest the account's modules, and the sets and groups of the files")]
    + ConnectionOptions.options.within(\.connection) + ConsoleOptions.options.within(\.console)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform schema", "prints the schema, to save in a file for the editor"),
    .init("tokenform schema --live", "also suggests the existing modules, sets and groups"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    return operands.isEmpty || isLive ? [] : ["schema takes files only with --live"]
  }

  func run(in world: World) async -> ExitCode {
    guard isLive else {
      world.standardOutput.post(ConfigurationSchema.text)
      return await world.exitCode(.done)
    }
    return await Deadline.run(connection.limit) { deadline in
      let context = await RunContext.connect(in: world, connection, console: console, deadline: deadline)
      return await world.exitCode(SchemaRun(command: self, context: context).run())
    }
  }
}
