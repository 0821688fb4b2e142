import AccessReport
import CommandLineKit
import PlanRendering
import TokenFiles
import TokenModel

/// Lists which live token has which access.
struct ReportCommand: Command {
  var paths: [String] = []
  var format = AccessReportFormat.text
  /// The id or the name of the module that the report is limited to.
  var module: String?
  var unusedDays = 90
  var endingWithinDays: Int?
  var secretAgeDays: Int?
  /// The file with an earlier report.
  var compare: String?
  var failOn: [Finding] = []
  var connection = ConnectionOptions()
  var console = ConsoleOptions()

  static let name = "report"
  static let usage = "[PATH...]"
  static let offers = OfferedValues.yaml
  static let summary = "Report which tokens have which access, for audits and reviews"
  static let discussion = """
    \(PathsHelp.text)

    Lists every live token of the accounts, including those that no file names: its
    modules, when it was created, changed and last used, and where the files declare
    it. Without files, every token counts as unmanaged. Nothing is written to the
    platform. The report goes to standard output, everything else to standard error.

    FINDING is one of \(Finding.words.prefix(5).joined(separator: ", ")),
    \(Finding.words.dropFirst(5).joined(separator: ", ")). The last two need --ending-within and --secret-age.
    """
  static let options: [Option<Self>] =
    [
      .choice(
        "format", "FORMAT", \.format, "Output format: " + AccessReportFormat.words.joined(separator: ", ")),
      .text("module", "MODULE", \.module, "Limit the report to this module, given by its id or exact name"),
      .number("unused", "DAYS", in: 1...36_500, \.unusedDays, "Find tokens not used for DAYS days (90)"),
      .number(
        "ending-within", "DAYS", in: 0...36_500, \.endingWithinDays, "Find grants that end within DAYS days"),
      .number(
        "secret-age", "DAYS", in: 1...36_500, \.secretAgeDays, "Find tokens whose secret is at least DAYS days old"),
      .text(
        "compare", "FILE", offers: .files, \.compare,
        "Show what changed since FILE, an earlier report saved with --format json"),
      failOn,
    ] + ConnectionOptions.options.within(\.connection) + ConsoleOptions.options.within(\.console)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform report", "shows totals, findings and the tokens that need attention"),
    .init("tokenform report --format html tokens >access.html", "writes a page to search and print"),
    .init("tokenform report --format csv >access.csv", "writes one row per token and module"),
    .init("tokenform report --module Billing", "shows which tokens have a module"),
    .init("tokenform report --compare last-quarter.json", "shows what changed since then"),
    .init("tokenform report --unused 180 --fail-on unused", "exits with 3 if a token is unused"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .refused, .interrupted]

  private static let failOn = Option<Self>(
    OptionInfo(
      "fail-on", placeholder: "FINDING", offers: .words(Finding.words), isRepeatable: true,
      "Exit with 3 if a token has this finding (repeatable)")
  ) { text, target throws(UsageError) in
    target.failOn.append(try parsedChoice(text, of: "--fail-on"))
  }

  mutating func validate(operands: [String]) -> [String] {
    paths = operands
    var faults: [String] = []
    if failOn.contains(.ending), endingWithinDays == nil { faults.append("--fail-on ending needs --ending-within") }
    if failOn.contains(.oldSecret), secretAgeDays == nil { faults.append("--fail-on old-secret needs --secret-age") }
    if module?.isEmpty == true { faults.append("--module takes the id or the name of a module, not \"\"") }
    return faults
  }

  func run(in world: World) async -> ExitCode {
    await Deadline.run(connection.limit) { deadline in
      let context = await RunContext.connect(in: world, connection, console: console, deadline: deadline)
      return await world.exitCode(ReportRun(command: self, context: context).run())
    }
  }
}
