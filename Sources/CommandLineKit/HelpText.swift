/// Lays out help texts in 80 columns.
package enum HelpText {
  /// The help of a command: summary, usage, discussion, options, examples.
  package static func text(for command: CommandInfo, of program: String) -> String {
    let width = command.examples.map(\.line.count).max() ?? 0
    return """
      \(command.summary).

      Usage: \(usage(of: command, in: program))

      \(command.discussion)

      Options:
      \(rows(for: command.allOptions))

      Examples:
      \(command.examples.map { example($0, width: width) }.joined(separator: "\n"))

      """
  }

  /// The line behind `Usage:`.
  package static func usage(of command: CommandInfo, in program: String) -> String {
    "\(program) \(command.name) [OPTION...]" + (command.operands.isEmpty ? "" : " " + command.operands)
  }

  /// A row per option, its help wrapped in a column of its own.
  package static func rows(for options: [OptionInfo]) -> String {
    options.map { option in
      row("  " + (option.short == nil ? "    " : "") + option.synopsis, option.help, column: 26, gap: 2)
    }.joined(separator: "\n")
  }

  /// A term, and its text wrapped at a column; on lines of its own if the term is too long.
  ///
  /// - Parameter gap: How many blanks have to be left between the term and the column.
  package static func row(_ term: String, _ text: String, column: Int, gap: Int = 1) -> String {
    let lines = wrapped(text, width: 80 - column)
    let fits = term.count + gap <= column
    let first = fits ? padded(term, to: column) + (lines.first ?? "") : term
    let others = (fits ? lines.dropFirst() : lines[...]).map { String(repeating: " ", count: column) + $0 }
    return ([first] + others).joined(separator: "\n")
  }

  /// A text padded with blanks to a width, with at least one blank behind it.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func example(_ example: CommandInfo.Example, width: Int) -> String {
    2 + width + 3 + example.purpose.count <= 80
      ? "  \(padded(example.line, to: width + 3))\(example.purpose)"
      : "  \(example.line)\n      \(example.purpose)"
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
