import CommandLineKit
import TokenFiles

/// Prints the JSON Schema of the configuration.
struct SchemaCommand: Command {
  static let name = "schema"
  static let usage = ""
  static let summary = "Print the JSON Schema of the configuration, for editors"
  static let discussion = """
    With the schema (JSON Schema draft-07), an editor completes and explains keys
    and marks most faults as you type. It describes one YAML document. Only
    `tokenform validate` finds every fault: a schema cannot express duplicate keys,
    for example.
    """
  static let options: [Option<Self>] = []
  static let examples: [CommandInfo.Example] = [
    .init("tokenform schema", "prints the schema; an editor reads it from a file")
  ]
  static let exitCodes: [ExitCode] = [.done, .failed]

  mutating func validate(operands: [String]) -> [String] { operands.isEmpty ? [] : ["schema takes no file"] }

  func run(in world: World) async -> ExitCode {
    world.standardOutput.post(ConfigurationSchema.text)
    return await world.exitCode(.done)
  }
}
