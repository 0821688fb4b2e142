import CommandLineKit

/// What `tokenform --help` prints.
enum Overview {
  static let text = """
    tokenform makes the API tokens in a SoftwareOne Marketplace account match
    YAML files.

    Usage: tokenform COMMAND [OPTION...] [PATH...]

    Commands:
    \(Commands.all.map { "  " + HelpText.padded($0.name, to: 13) + $0.summary }.joined(separator: "\n"))

    Options:
    \(HelpText.rows(for: [.help, .version]))

    Environment:
    \(environment.map { HelpText.row("  \($0.name)", $0.meaning, column: 21) }.joined(separator: "\n"))

    Exit codes:
    \(ExitCode.allCases.map { HelpText.row("  \($0.rawValue)", $0.meaning, column: 7) }.joined(separator: "\n"))

    `tokenform COMMAND --help` shows the help of a command.

    """

  /// The environment variables that the program reads.
  static let environment: [(name: String, meaning: String)] = [
    ("MPT_API_TOKEN", "the credential (or use --token-file)"),
    ("MPT_API_BASE_URL", "the platform's base URL (or use --endpoint)"),
    ("NO_COLOR", "print without colour"),
    ("CLICOLOR_FORCE", "print with colour, even if the output is not a terminal"),
    ("HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE", "the proxy and the trusted certificates"),
  ]
}
