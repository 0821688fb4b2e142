/// Help texts, made from the table of commands. They fit into 80 columns.
enum Help {
  static let overview =
    """
    tokenform keeps the API tokens of a SoftwareOne Marketplace account the way
    YAML files say they are.

    Usage: tokenform COMMAND [OPTION...] [PATH...]

    Commands:
    \(Command.all.map { "  " + padded($0.name.rawValue, to: 13) + $0.summary }.joined(separator: "\n"))

    Options:
    \(rows(for: [.help, .version]))

    Environment:
      MPT_API_TOKEN      the credential (or use --token-file)
      MPT_API_BASE_URL   the platform's base URL (or use --endpoint)
      NO_COLOR           print without colour
      HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE
                         as other programs read them

    Exit codes:
    \(ExitCode.allCases.map(row).joined(separator: "\n"))

    `tokenform COMMAND --help` says more about a command.

    """

  static func text(for command: Command) -> String {
    let width = command.examples.map(\.line.count).max() ?? 0
    return """
      \(command.summary).

      Usage: \(usage(of: command))

      \(command.discussion)

      Options:
      \(rows(for: command.options))

      Examples:
      \(command.examples.map { example($0.line, $0.does, width: width) }.joined(separator: "\n"))

      """
  }

  static func usage(of command: Command) -> String {
    "tokenform \(command.name.rawValue) [OPTION...]" + (command.operands.isEmpty ? "" : " " + command.operands)
  }

  private static func row(for code: ExitCode) -> String {
    let lines = wrapped(code.meaning, width: 80 - codeColumn)
    let others = lines.dropFirst().map { String(repeating: " ", count: codeColumn) + $0 }
    return ([padded("  \(code.rawValue)", to: codeColumn) + lines[0]] + others).joined(separator: "\n")
  }

  private static let codeColumn = 7

  private static func example(_ line: String, _ does: String, width: Int) -> String {
    2 + width + 3 + does.count <= 80 ? "  \(padded(line, to: width + 3))\(does)" : "  \(line)\n      \(does)"
  }

  private static let helpColumn = 26

  private static func rows(for options: [Option]) -> String {
    options.map { option in
      let name =
        (option.short.map { "-\($0), " } ?? "    ") + "--" + option.name + (option.value.map { " " + $0 } ?? "")
      let lines = wrapped(option.help, width: 80 - helpColumn)
      let first = name.count + 4 <= helpColumn ? padded("  " + name, to: helpColumn) + lines[0] : "  " + name
      let others = name.count + 4 <= helpColumn ? lines.dropFirst() : lines[...]
      return ([first] + others.map { String(repeating: " ", count: helpColumn) + $0 }).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
