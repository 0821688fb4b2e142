extension Command {
  static let validate = Command(
    name: .validate, operands: "[PATH...]", summary: "Check the files, offline",
    discussion: paths, options: [.annotations, .noColor, .timings, .help],
    examples: [
      ("tokenform validate", "checks the directory `tokens`"),
      ("tokenform validate tokens/billing.yaml", "checks one file"),
    ])
}
