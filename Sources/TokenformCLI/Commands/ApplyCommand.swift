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
  static let summary = "Plan, confirm, write and verify changes"
  static let discussion = """
    \(PathsHelp.text)
    Prints the plan, and writes it only if you answer `yes`. If standard input is
    not a terminal, apply needs --auto-approve, --approve or a saved plan. The
    report lists the outcome of every planned update.
    PLANFILE is a plan saved by `tokenform plan --out`: a single file whose name
    ends in neither .yaml nor .yml. It is applied without a prompt, and refused if
    one of its tokens has changed since.
    With --base ROOT and --proposed-only, only differences between the files and
    the same paths under ROOT are written; drift is shown and left unchanged.
    """
  static let options: [Option<Self>] =
    [
      .format(\.format), .flag("auto-approve", \.isAutoApproved, "Write without a prompt"),
      .text(
        RunOption.approve.name, "FINGERPRINT", \.approved,
        "Write without a prompt, but only if the plan has this fingerprint"),
      .flag("dry-run", \.isDryRun, "Print the update requests without sending them"),
      .flag(RunOption.failFast.name, \.failsFast, "Start no new updates after a failure"),
      .text("events", "FILE", offers: .files, \.events, "Append events to FILE, one JSON object per line"),
      .text(
        "undo", "FILE", offers: .files, \.undo,
        "Before the first write, save an undo plan to FILE, which must not exist"),
    ] + PlanningOptions.options.within(\.planning)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform apply", "plans the directory `tokens`, and writes after a confirmation"),
    .init("tokenform apply --auto-approve tokens", "writes without a prompt, for pipelines"),
    .init("tokenform apply plan.json", "writes the plan saved by `tokenform plan --out plan.json`"),
    .init("tokenform apply --base ../before --proposed-only", "leaves drift unchanged"),
    .init("tokenform apply --dry-run tokens", "prints the requests without sending them"),
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
        faults.append("--target and --exclude cannot be used with a saved plan, such as \"\(path)\"")
      }
      faults += planning.scope.given.map { "--\($0) cannot be used with a saved plan, such as \"\(path)\"" }
    } else {
      source = .files(operands)
      faults += planning.scope.faults(operands: operands)
    }
    if let undo, [saved, events].contains(undo) { faults.append("--undo needs a separate file, not \"\(undo)\"") }
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
