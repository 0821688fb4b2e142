import PlanRendering

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
  static let out = Option("out", value: "FILE", "Save the plan, for `tokenform apply FILE` (- is standard output)")
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

  static let base = Option(
    "base", value: "ROOT", "A tree with the files as they were before: tells what is proposed from what drifted")
  static let proposedOnly = Option("proposed-only", "With --base: show drift, and leave it out of what is written")
  static let coverage = Option("coverage", "List live tokens of the account that no file manages")
  static let requireCoverage = Option("require-coverage", "Refuse if there are live tokens that no file manages")
  static let scope = [base, proposedOnly, coverage, requireCoverage]
  static let annotations = Option(
    "annotations", value: "KIND", choices: ["github"], "Point at the lines of the files, on standard error: github")

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
  static let timings = Option("timings", "Say on standard error how long each step took")
  static let output = [quiet, noColor, timings, help]
  static let connection = [endpoint, tokenFile, parallelism, timeout, retries, deadline]
}
