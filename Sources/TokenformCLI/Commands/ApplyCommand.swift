import CommandLineKit
import PlanRendering
import Planning
import TokenModel

/// Writes what differs, and verifies it.
struct ApplyCommand: Command {
  /// What is applied.
  enum Source: Sendable, Equatable {
    case files([String])
    case savedPlan(String)
  }

  var source = Source.files([])
  var format = OutputFormat.text
  var isAutoApproved = false
  /// The fingerprint that was approved.
  var approved: String?
  var isDryRun = false
  var failsFast = false
  var events: String?
  var undo: String?
  var planning = PlanningOptions()

  static let name = "apply"
  static let usage = "[PATH... | PLANFILE]"
  static let offers = OfferedValues.files
  static let summary = "Plan, ask, write what differs, and verify it"
  static let discussion = """
    \(PathsHelp.text)
    The plan is shown, and written only after the answer `yes`. Without a terminal
    to ask on, apply needs --auto-approve, --approve or a saved plan. The report
    lists the outcome of every planned update.
    PLANFILE is what `tokenform plan --out` saved: a single file that ends neither
    in .yaml nor in .yml. It is applied without asking, unless one of its tokens
    has changed since.
    With --base ROOT and --proposed-only, only differences between the files and
    the same paths under ROOT are written; drift is shown and left unchanged.
    """
  static let options: [Option<Self>] =
    [
      .format(\.format), .flag("auto-approve", \.isAutoApproved, "Write without asking"),
      .text(
        RunOption.approve.name, "FINGERPRINT", \.approved,
        "Write, without asking, only if the plan has this fingerprint"),
      .flag("dry-run", \.isDryRun, "Print the requests that would be sent, and send none of them"),
      .flag(RunOption.failFast.name, \.failsFast, "Start no further update after one that failed"),
      .text("events", "FILE", offers: .files, \.events, "Append events to FILE, one line of JSON each"),
      .text(
        "undo", "FILE", offers: .files, \.undo,
        "Before anything is written, save a plan that undoes this run to FILE, which must not exist"),
    ] + PlanningOptions.options.within(\.planning)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform apply", "plans the directory `tokens`, asks, and writes"),
    .init("tokenform apply --auto-approve tokens", "writes without asking, as a pipeline does"),
    .init("tokenform apply plan.json", "writes what `tokenform plan --out plan.json` saved"),
    .init("tokenform apply --base ../before --proposed-only", "leaves drift alone"),
    .init("tokenform apply --dry-run tokens", "prints the requests that would be sent"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .refused, .incomplete, .interrupted]

  mutating func validate(operands: [String]) -> [String] {
    var faults = PlanFilePath.faults("--events", events) + PlanFilePath.faults("--undo", undo)
    for (option, path) in [("--events", events), ("--undo", undo)] where path == "-" {
      faults.append("\(option) takes a file, not standard output (-)")
    }
    var saved: String?
    if operands.count == 1, PlanFilePath.isPlan(operands[0]) {
      let path = operands[0]
      (source, saved) = (.savedPlan(path), path)
      if planning.selection.selection != TokenSelection() {
        faults.append("--target and --exclude do not go with a saved plan, and \"\(path)\" is read as one")
      }
      faults += planning.scope.given.map { "--\($0) does not go with a saved plan, and \"\(path)\" is read as one" }
    } else {
      source = .files(operands)
      faults += planning.scope.faults(operands: operands)
    }
    if let undo, [saved, events].contains(undo) { faults.append("--undo takes a file of its own, not \"\(undo)\"") }
    return faults
  }

  func run(in world: World) async -> ExitCode {
    await Deadline.run(planning.connection.limit) { deadline in
      let context = await RunContext.connect(
        in: world, planning.connection, console: planning.console, format: format, events: events, files: files,
        deadline: deadline)
      return await ApplyRun(command: self, context: context).run()
    }
  }

  private var files: OutputFiles {
    var files = OutputFiles(inputs: planning.connection.tokenFile.map { [$0] } ?? [])
    if let events { files.outputs.append(("events", events)) }
    if let undo { files.outputs.append(("undo", undo)) }
    switch source {
    case .files(let paths): files.configuration = planning.configuration(paths)
    case .savedPlan(let path): files.inputs.append(path)
    }
    return files
  }

  /// Whether a person has to answer `yes` before anything is written.
  var needsConfirmation: Bool {
    guard case .files = source else { return false }
    return !isAutoApproved && !isDryRun && approved == nil
  }
}
