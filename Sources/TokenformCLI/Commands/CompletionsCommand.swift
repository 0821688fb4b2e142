extension Command {
  static let completions = Command(
    name: .completions, operands: "bash|zsh|fish", summary: "Print shell completions",
    discussion: "", options: [.help], examples: [])
}

extension Pipeline {
  func completions() async -> ExitCode {
    .failed
  }
}
