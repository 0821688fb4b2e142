import PlanRendering

extension Command {
  static let all = [validate, plan, apply]

  static func named(_ name: CommandName) -> Command {
    switch name {
    case .validate: validate
    case .plan: plan
    case .apply: apply
    }
  }

  private static let paths: String = """
    PATH is a YAML file, or a directory that is walked for *.yaml and *.yml.
    Without a PATH, the directory `tokens` is read.
    """

  private static let validate = Command(
    name: .validate, operands: "[PATH...]", summary: "Check the files, offline",
    discussion: paths, options: [.noColor, .help],
    examples: [
      ("tokenform validate", "checks the directory `tokens`"),
      ("tokenform validate tokens/billing.yaml", "checks one file"),
    ])

  private static let plan = Command(
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

  private static let apply = Command(
    name: .apply, operands: "[PATH... | PLANFILE]", summary: "Plan, ask, write what differs, and verify it",
    discussion: """
      \(paths)
      The plan is shown, and written only after the answer `yes`. Without a terminal
      to ask on, it takes --auto-approve, --approve or a saved plan. Every token that
      was to be updated is listed with what became of it.
      PLANFILE is what `tokenform plan --out` saved: a single file that ends neither
      in .yaml nor in .yml. It is applied without a question if nothing that it
      changes was changed since.
      """,
    options: [
      [.format, .autoApprove, .approve, .dryRun, .failFast, .events, .undo], Option.selection, Option.guards,
      Option.connection, Option.output,
    ].flatMap(\.self),
    examples: [
      ("tokenform apply", "plans the directory `tokens`, asks, and writes"),
      ("tokenform apply --auto-approve tokens", "writes without asking, as a pipeline does"),
      ("tokenform apply plan.json", "writes what `tokenform plan --out plan.json` saved"),
      ("tokenform apply --dry-run tokens", "prints the requests that would be sent"),
    ])
}

extension Option {
  static let help = Option("help", short: "h", "Show this help")
  static let version = Option("version", "Print the version")
  static let noColor = Option("no-color", "Print without colour, as with NO_COLOR set")
  static let quiet = Option("quiet", short: "q", "Show no progress")
  static let format = Option(
    "format", value: "FORMAT", choices: OutputFormat.allCases.map(\.rawValue),
    "How to print: " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))
  static let detailedExitCode = Option(
    "detailed-exitcode", "Exit with 2 if there are changes, with 0 if there are none")
  static let autoApprove = Option("auto-approve", "Write without asking")
  static let dryRun = Option("dry-run", "Print the requests that would be sent, and send none of them")
  static let out = Option("out", value: "FILE", "Save the plan, for `tokenform apply FILE`")
  static let approve = Option(
    "approve", value: "FINGERPRINT", "Write only if the plan has this fingerprint; nobody is asked")
  static let events = Option("events", value: "FILE", "Append what happens to FILE, one line of JSON each")
  static let undo = Option(
    "undo", value: "FILE",
    "Save a plan that takes everything back into FILE, which must not exist, before anything is written")
  static let failFast = Option("fail-fast", "Start no further update after one that failed")

  static let target = Option(
    "target", value: "ID", isRepeatable: true, "Only this token of the files; may be given several times")
  static let exclude = Option(
    "exclude", value: "ID", isRepeatable: true, "Leave this token out; may be given several times")
  static let selection = [target, exclude]

  static let allowProtected = Option("allow-protected", "Let changes to protected tokens through")
  static let allowSelf = Option("allow-self", "Let changes to the token of this very credential through")
  static let allowDisabled = Option("allow-disabled", "Let changes to tokens that are not Active through")
  static let maxChanges = Option("max-changes", value: "N", "Refuse more updates than N")
  static let maxGrants = Option("max-grants", value: "N", "Refuse more grants and loosened filters than N")
  static let maxRevocations = Option(
    "max-revocations", value: "N", "Refuse more revocations and tightened filters than N")
  static let guards = [allowProtected, allowSelf, allowDisabled, maxChanges, maxGrants, maxRevocations]

  static let endpoint = Option("endpoint", value: "URL", "The platform's base URL, instead of MPT_API_BASE_URL")
  static let tokenFile = Option(
    "token-file", value: "FILE", "Read the credential from FILE (- is standard input), instead of MPT_API_TOKEN")
  static let parallelism = Option("parallelism", value: "N", "Requests under way at once (10)")
  static let timeout = Option("timeout", value: "SECONDS", "The longest that one request may take (60)")
  static let retries = Option("retries", value: "N", "How often a request is sent again after a fault (4)")
  static let deadline = Option("deadline", value: "SECONDS", "The longest that the run may take")
  static let output = [quiet, noColor, help]
  static let connection = [endpoint, tokenFile, parallelism, timeout, retries, deadline]
}
