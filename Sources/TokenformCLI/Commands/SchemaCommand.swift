import TokenFiles

extension Command {
  static let schema = Command(
    name: .schema, operands: "", summary: "Print the JSON Schema of the configuration, for editors",
    discussion: """
      The schema (JSON Schema 2020-12) lets an editor complete keys, explain them,
      and mark most faults while they are typed. It describes one YAML document.
      `tokenform validate` finds every fault; a schema cannot see duplicate keys,
      for example.
      """,
    options: [.help],
    examples: [
      ("tokenform schema", "prints the schema; an editor reads it from a file")
    ])
}

extension Pipeline {
  func schema() async -> ExitCode {
    world.standardOutput.post(ConfigurationSchema.text)
    return .done
  }
}
