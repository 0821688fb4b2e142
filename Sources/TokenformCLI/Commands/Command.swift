import CommandLineKit

/// A command: its options as stored properties, what help says about it, and what it does.
///
/// A new command is one type in a file of its own, and an entry in ``Commands/all``.
protocol Command: Sendable {
  /// The word on the command line.
  static var name: String { get }
  /// How the operands are written in help, such as `[PATH...]`; empty if it takes none.
  static var usage: String { get }
  /// What a shell offers as an operand.
  static var offers: OfferedValues { get }
  /// One line without a full stop.
  static var summary: String { get }
  /// What a user has to know beyond the options, wrapped to 80 columns.
  static var discussion: String { get }
  /// Every option but `--help`, in the order of help.
  static var options: [Option<Self>] { get }
  static var examples: [CommandInfo.Example] { get }
  /// The codes that the command can exit with.
  static var exitCodes: [ExitCode] { get }

  /// The command as it is without any option.
  init()
  /// Takes the operands, and checks what no single option can check. Returns one sentence for each fault.
  mutating func validate(operands: [String]) -> [String]
  /// Runs the command. Cancelling the task ends it in good order.
  func run(in world: World) async -> ExitCode
}

extension Command {
  static var offers: OfferedValues { .nothing }

  /// What help, completions and the page of commands are made from.
  static var info: CommandInfo {
    CommandInfo(
      name: name, operands: usage, offers: offers, summary: summary, discussion: discussion,
      options: options.map(\.info), examples: examples)
  }

  /// The command that a command line asks for, or nil if it asks for help. Throws everything that is wrong with it.
  static func parse(_ words: [String]) throws(UsageError) -> Self? {
    var parsed = ArgumentParser(options).parse(words, into: Self())
    if parsed.wantsHelp, parsed.faults.isEmpty { return nil }
    let faults = parsed.faults + parsed.target.validate(operands: parsed.operands)
    guard faults.isEmpty else { throw UsageError(faults) }
    return parsed.target
  }
}

/// The commands of the program.
enum Commands {
  /// In the order of help.
  static let all: [any Command.Type] = [
    ValidateCommand.self, DiffCommand.self, PlanCommand.self, ApplyCommand.self, ShowCommand.self, ImportCommand.self,
    AdoptCommand.self, ReportCommand.self, SchemaCommand.self, CompletionsCommand.self,
  ]

  /// What help, completions and the page of commands are made from.
  static let program = ProgramInfo(name: "tokenform", commands: all.map { $0.info })

  /// The command of that name.
  static func named(_ name: String) -> (any Command.Type)? { all.first { $0.name == name } }
}
