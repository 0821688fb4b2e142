extension Command {
  static let show = Command(
    name: .show, operands: "PLANFILE", summary: "Print a saved plan again, in any format",
    discussion: "", options: [.help], examples: [])
}

extension Pipeline {
  func show() async -> ExitCode {
    .failed
  }
}
