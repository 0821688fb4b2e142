extension Command {
  static let apply = Command(
    name: .apply, operands: "[PATH... | PLANFILE]", summary: "Plan, ask, write what differs, and verify it",
    discussion: """
      \(paths)
      The plan is shown, and written only after the answer `yes`. Without a terminal
      to ask on, it takes --auto-approve, --approve or a saved plan. Every token that
      was to be updated is listed with what became of it.
      PLANFILE is what `tokenform plan --out` saved: a single file that ends neither
      in .yaml nor in .yml. It is applied without a question if nothing that it
      changes was changed since.
      With --base ROOT and --proposed-only, only what the files ask differently than
      the same paths under ROOT is written; drift is shown and stays.
      """,
    options: [
      [.format, .autoApprove, .approve, .dryRun, .failFast, .events, .undo], Option.selection, Option.scope,
      Option.guards, Option.connection, Option.output,
    ].flatMap(\.self),
    examples: [
      ("tokenform apply", "plans the directory `tokens`, asks, and writes"),
      ("tokenform apply --auto-approve tokens", "writes without asking, as a pipeline does"),
      ("tokenform apply plan.json", "writes what `tokenform plan --out plan.json` saved"),
      ("tokenform apply --base ../before --proposed-only", "leaves alone what drifted"),
      ("tokenform apply --dry-run tokens", "prints the requests that would be sent"),
    ])
}
