extension Command {
  static let plan = Command(
    name: .plan, operands: "[PATH...]", summary: "Show what an apply would change",
    discussion: """
      \(paths)
      Nothing is ever written. The plan goes to standard output, everything else to
      standard error. The guards below are shown where they would refuse an apply;
      they do not change the exit code; --require-coverage does (3).
      With --base, ROOT is a tree with the files as they were before the change under
      review, for example a worktree of the commit before: the same paths are read
      under it, and a path that it does not have is empty. Each difference is told
      apart then: proposed by the change, or drift. A fault in the base's files is an
      error; a plan without --base does not need them.
      """,
    options: [
      [.format, .annotations, .detailedExitCode, .out], Option.selection, Option.scope, Option.guards,
      Option.connection,
      Option.output,
    ]
    .flatMap(\.self),
    examples: [
      ("tokenform plan", "plans the directory `tokens`"),
      ("tokenform plan --detailed-exitcode tokens", "exits with 2 if there are changes"),
      ("tokenform plan --format json tokens/billing.yaml", "prints the plan as JSON"),
      ("tokenform plan --base ../before", "tells what is proposed from what drifted"),
      ("tokenform plan --out plan.json", "saves the plan, for `tokenform apply plan.json`"),
    ])
}
