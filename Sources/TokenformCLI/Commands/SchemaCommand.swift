extension Command {
  static let schema = Command(
    name: .schema, operands: "", summary: "Print the JSON Schema of the configuration, for editors",
    discussion: "", options: [.help], examples: [])
}

extension Pipeline {
  func schema() async -> ExitCode {
    .failed
  }
}
