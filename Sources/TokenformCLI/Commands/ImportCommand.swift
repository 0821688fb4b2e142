extension Command {
  static let `import` = Command(
    name: .import, operands: "[ID...]", summary: "Write YAML for live tokens",
    discussion: "", options: [.help], examples: [])
}

extension Pipeline {
  func importTokens() async -> ExitCode {
    .failed
  }
}
