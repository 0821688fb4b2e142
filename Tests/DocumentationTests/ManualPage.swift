import CommandLineKit

@testable import TokenformCLI

/// A page of the manual, made from the commands themselves.
struct ManualPage {
  /// The name of the page, which is also that of its file before `.1`.
  let name: String
  /// What the page is about, as the end of a sentence.
  let summary: String
  /// The lines of the synopsis.
  let synopsis: [String]
  /// The sections behind it: their headings, and their text in mdoc.
  let sections: [(heading: String, text: String)]

  /// The whole file.
  var text: String {
    let head = [
      ".Dd \(ProgramVersion.date)", ".Dt \(name.uppercased()) 1", ".Os", ".Sh NAME",
      ".Nm \(name)", ".Nd \(summary.prefix(1).lowercased() + summary.dropFirst())", ".Sh SYNOPSIS",
    ]
    return (head + synopsis + sections.flatMap { [".Sh \($0.heading)", $0.text] }).joined(separator: "\n") + "\n"
  }

  /// A list of terms, each with its text.
  static func list(_ rows: [(term: String, text: String)]) -> String {
    ([".Bl -tag -width Ds"] + rows.flatMap { [".It \($0.term)", $0.text] } + [".El"]).joined(separator: "\n")
  }

  /// The options of a command with what they do.
  static func list(_ options: [OptionInfo]) -> String {
    list(
      options.map { option in
        let short = option.short.map { "\($0) , " } ?? ""
        return (
          "Fl \(short)\\-\(option.name)" + (option.placeholder.map { " Ar \($0)" } ?? ""),
          ManualText.sentence(option.help)
        )
      })
  }

  /// Command lines, each with its purpose.
  static func list(_ examples: [CommandInfo.Example]) -> String {
    examples.map {
      (["\($0.purpose.prefix(1).uppercased() + $0.purpose.dropFirst()):"].map(ManualText.prose)
        + [".Dl " + ManualText.verbatim($0.line).replacing("\"", with: #"\(dq"#)]).joined(separator: "\n")
    }.joined(separator: "\n.Pp\n")
  }

  /// References to pages of section 1.
  static func references(_ names: [String]) -> String {
    names.enumerated().map { ".Xr \($1) 1" + ($0 == names.count - 1 ? "" : " ,") }.joined(separator: "\n")
  }
}

extension ManualPage {
  /// Every page of the manual.
  static let all = [overview, sandbox] + Commands.all.map { page(of: $0.info, exitCodes: $0.exitCodes) }

  private static let pageNames = Commands.program.commands.map { "tokenform-\($0.name)" }

  private static let overview = ManualPage(
    name: "tokenform", summary: "make the API tokens of a SoftwareOne Marketplace account match YAML files",
    synopsis: [".Nm", ".Ar command", ".Op Ar option ...", ".Op Ar path ..."],
    sections: [
      (
        "DESCRIPTION",
        """
        .Nm
        compares YAML files with the API tokens of a live account, shows what differs,
        and writes exactly that.
        It updates existing tokens.
        It never creates, deletes, enables or disables one.
        .Pp
        The commands are:
        \(list(Commands.program.commands.map { ("Xr tokenform-\($0.name) 1", ManualText.sentence($0.summary)) }))
        .Pp
        The options are:
        \(list([OptionInfo.help, .version]))
        """
      ),
      (
        "ENVIRONMENT",
        list(
          Overview.environment.map {
            ("Ev " + $0.name.replacing(", ", with: " , "), ManualText.sentence($0.meaning))
          })
      ),
      ("EXIT STATUS", exitStatus(ExitCode.allCases)),
      ("SEE ALSO", references(["marketplace-sandbox"] + pageNames.sorted())),
    ])

  private static func page(of command: CommandInfo, exitCodes: [ExitCode]) -> ManualPage {
    ManualPage(
      name: "tokenform-\(command.name)", summary: command.summary,
      synopsis: [".Nm tokenform", ".Cm \(command.name)", ".Op Ar option ..."]
        + (command.operands.isEmpty ? [] : [#".Ar \#(command.operands)\&"#]),
      sections: [
        (
          "DESCRIPTION",
          """
          \(ManualText.blocks(command.discussion))
          .Pp
          The options are:
          \(list(command.allOptions))
          """
        ),
        ("EXIT STATUS", exitStatus(exitCodes)),
        ("EXAMPLES", list(command.examples)),
        ("SEE ALSO", references(["tokenform"])),
      ])
  }

  private static func exitStatus(_ codes: [ExitCode]) -> String {
    list(
      codes.map {
        ("\($0.rawValue)", ManualText.sentence($0.meaning))
      })
  }
}
