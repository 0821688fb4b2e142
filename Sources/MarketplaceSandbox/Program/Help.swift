import CommandLineKit

/// The help and the version of `marketplace-sandbox`.
enum SandboxHelp {
  /// What `--version` prints.
  static let version = ProgramVersion.text(for: "marketplace-sandbox")

  /// What `--help` prints.
  static let text = """
    A local stand-in for the SoftwareOne Marketplace API: modules and API tokens.

    Usage: marketplace-sandbox [OPTION...]

    \(operation)

    Options:
    \(rows(SandboxOptions.general, and: [.version, .help]))

    Platform rules on which the sources disagree:
    \(rows(SandboxOptions.ruleOptions))

    Misbehaviour of the calls under /public/v1:
    \(rows(SandboxOptions.misbehaviourOptions))

    Faults:
    \(rows(SandboxOptions.faultOptions))

    \(faults)

    KIND:
    \(rows(kinds))

    \(conditions)

    Examples:
    \(examples.map { "  " + $0 }.joined(separator: "\n"))

    Behaviour:
    \(behaviour)

    """

  /// Where it serves, and how it stops.
  static let operation = """
    It serves on 127.0.0.1 only. The first line of standard output is
    "listening on http://127.0.0.1:PORT". Ctrl-C or SIGTERM stops it.
    """

  /// How a fault is written.
  static let faults = """
    A FAULT has the form KIND[@WHERE][:WHEN]. Faults are tried in order; a request
    that meets one of them is not counted by the later ones.
    """

  /// Which requests a fault hits.
  static let conditions = """
    WHERE is GET, PUT, POST, DELETE, reads, writes, lists, modules, groups, the id
    of a token, or both, as in PUT/TKN-0000-0002. Without it: every request.
    WHEN is first=N, at=N, every=N (counted from 1) or p=PROBABILITY. Without it:
    always.
    """

  /// Command lines.
  static let examples = [
    "marketplace-sandbox --seed examples/quickstart/seed.json --port 8080",
    "marketplace-sandbox --tokens 300 --modules 60 --account-type Operations",
    "marketplace-sandbox --tokens 10000 --latency-ms 20 --log requests.log",
    "marketplace-sandbox --fault throttle@PUT:every=3",
    "marketplace-sandbox --fault status-503-after@writes:p=0.1 --fault-seed 7",
  ]

  /// What a caller may rely on.
  static let behaviour = """
    - A bare + in a query is a blank, and select and order refuse it; write %2B.
    - An unquoted id in a filter matches nothing. A filter on the secret is refused.
    - $meta.omitted names what select omits. The id is always in the response.
    - The account of the caller's token determines what it can read: Operations
      reads all accounts, deleted tokens and the catalogue; a Client or a Vendor
      reads its own account, and user-groups.
    - PUT, POST and DELETE take no parameters.
    - A PUT may repeat the current value of a read-only property; any other value
      is refused.
    - Every accepted PUT raises the revision, even if it changes nothing.
    - --null-total, --total, --endless-pages, --page-cap and --short-pages apply to
      all lists; other list options apply only to lists of tokens.
    - Faults with a probability depend on the seed, the request and its number of
      repetitions, not on the order in which parallel requests arrive.
    """

  /// The kinds of faults.
  static let kinds = [
    ("status-NNN-before", "Return NNN (400 to 599) and do nothing"),
    ("status-NNN-after", "Carry out the request, then return NNN"),
    ("throttle", "Return 429 with Retry-After and do nothing"),
    ("not-found", "Return 404 and do nothing"),
    ("redirect", "Return 302 to another host and do nothing"),
    ("html-502", "Return a gateway's HTML page and do nothing"),
    ("close-before", "Close the connection without a response and do nothing"),
    ("close-after", "Carry out the request, then close the connection"),
    ("hang-before", "Do nothing, and never respond"),
    ("hang-after", "Carry out the request, and never respond"),
    ("late-N", "Never respond, and carry out the request after N more responses"),
    ("concurrent-writer-before", "Another writer renames the token before the request"),
    ("concurrent-writer-after", "Another writer renames the token after the request"),
    ("change-account-before", "The token moves to another account before the request"),
    ("change-account-after", "The token moves to another account after the request"),
    ("html-200", "Carry out the request, and return an HTML page"),
    ("broken-json", "Carry out the request, and return bytes that are not JSON"),
    ("truncate", "Carry out the request, and send half of the body"),
    ("drip", "Carry out the request, and send the body slowly in small pieces"),
  ]

  private static func rows(_ options: [Option<SandboxOptions>], and others: [OptionInfo] = []) -> String {
    HelpText.rows(for: options.map(\.info) + others)
  }

  private static func rows(_ terms: [(String, String)]) -> String {
    terms.map { HelpText.row("  \($0)", $1, column: 26, gap: 2) }.joined(separator: "\n")
  }
}
