import CommandLineKit
import TokenFiles

/// Prints the JSON Schema of the configuration.
struct SchemaCommand: Command {
  static let name = "schema"
  static let usage = ""
  static let summary = "Print the JSON Schema of the configuration, for editors"
  static let discussion = """
    The schema (JSON Schema draft-07) lets an editor complete keys, explain them,
    and mark most faults while they are typed. It describes one YAML document.
    `tokenform validate` finds every fault; a schema cannot see duplicate keys,
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
