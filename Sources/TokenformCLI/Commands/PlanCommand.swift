extension Command {
  static let plan = Command(
    name: .plan, operands: "[PATH...]", summary: "Show what an apply would change",
    discussion: """
      \(paths)
      Nothing is ever written. The plan goes to standard output, everything else to
      standard error. The guards below are shown where they would refuse an apply;
      they do not change the exit code.
      """,
    options: [[.format, .detailedExitCode, .out], Option.selection, Option.guards, Option.connection, Option.output]
      .flatMap(
        \.self),
    examples: [
      ("tokenform plan", "plans the directory `tokens`"),
      ("tokenform plan --detailed-exitcode tokens", "exits with 2 if there are changes"),
      ("tokenform plan --format json tokens/billing.yaml", "prints the plan as JSON"),
      ("tokenform plan --out plan.json", "saves the plan, for `tokenform apply plan.json`"),
    ])
}
