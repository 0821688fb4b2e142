import CommandLineKit
import TokenFiles
import TokenModel

/// Writes YAML for live tokens.
struct ImportCommand: Command {
  enum Destination: Sendable {
    case standardOutput
    case file(String)
    /// Several files.
    case directory(String)
  }

  /// Each once; empty for every token that the credential sees.
  var ids: [TokenID] = []
  var out: String?
  var isSplit = false
  /// A pattern with `{file}`, or the path of a file with rules.
  var splitRule: String?
  var gathersLists = false
  var isForced = false
  var writesUnmanaged = false
  /// With ``writesUnmanaged``: the files that say what is managed; empty for the default directory.
  var managedPaths: [String] = []
  var connection = ConnectionOptions()
  var console = ConsoleOptions()

  static let name = "import"
  static let usage = "[ID...]"
  static let summary = "Write YAML files for live tokens"
  static let discussion = """
    Planning the imported files shows no changes: they contain name, description,
    icon, extensions and every module with its filters. An empty value is written as
    `null`, which manages it. Names of accounts and modules, a status other than
    Active, and the times of creation and last use are written as comments. Deleted
    tokens are not written.

    Without an ID, every token that the credential can see is written. The YAML goes
    to standard output or to --out; missing directories are created. If a file
    already exists, nothing is written without --force. Text that a file must not
    contain, such as a secret, is omitted with a warning. If an ID does not exist,
    the other tokens are written and the command reports an error.
    """
  static let options: [Option<Self>] =
    [
      .text("out", "PATH", offers: .yaml, \.out, "Write to this file, or with --split to this directory"),
      .flag("split", \.isSplit, "Write one file per token, named after it, to the directory --out"),
      .text(
        "split-by", "RULE", offers: .files, \.splitRule,
        "Write one file per team to the directory --out; RULE is a pattern for names such as '{file}-*', or a file with rules"
      ),
      .flag("sets", \.gathersLists, "Turn lists that several tokens share into module sets and buyer groups"),
      .flag("force", \.isForced, "Replace existing files"),
      .flag(RunOption.unmanaged.name, \.writesUnmanaged, "Write only tokens that no file names"),
      .texts(
        "files", "PATH", offers: .yaml, \.managedPaths,
        "With --unmanaged: file or directory that declares the managed tokens (`tokens`; repeatable)"),
    ] + ConnectionOptions.options.within(\.connection) + ConsoleOptions.options.within(\.console)
  static let examples: [CommandInfo.Example] = [
    .init("tokenform import --out tokens/all.yaml", "writes every token into one file"),
    .init("tokenform import --split --out tokens", "writes one file per token"),
    .init("tokenform import --split-by '{file}-*' --sets --out tokens", "writes `billing-export` into billing.yaml"),
    .init("tokenform import TKN-1671-0642", "prints the YAML for one token"),
    .init("tokenform import --unmanaged", "prints the tokens that no file in `tokens` names"),
  ]
  static let exitCodes: [ExitCode] = [.done, .failed, .interrupted]

  var destination: Destination {
    guard let out, isSplit || splitRule != nil || out != "-" else { return .standardOutput }
    return isSplit || splitRule != nil ? .directory(out) : .file(out)
  }

  /// The path of the file with rules; nil for none.
  var rulesFile: String? { splitRule.flatMap { NamePattern($0).namesFile ? nil : $0 } }

  mutating func validate(operands: [String]) -> [String] {
    var faults: [String] = []
    for text in operands {
      if let id = TokenID(wellFormed: text) {
        if !ids.contains(id) { ids.append(id) }
      } else {
        faults.append("`import` takes the ids of tokens such as \(TokenKind.example), not \"\(text)\"")
      }
    }
    if isSplit, splitRule != nil { faults.append("--split cannot be combined with --split-by") }
    if !writesUnmanaged, !managedPaths.isEmpty { faults.append("--files needs --unmanaged") }
    switch destination {
    case .standardOutput:
      if isSplit || splitRule != nil {
        faults.append("\(isSplit ? "--split" : "--split-by") needs --out with the directory to write to")
      } else if isForced {
        faults.append(
          out == nil ? "--force needs --out" : "--force cannot be used with standard output (--out -)")
      }
    case .directory(let path):
      if path.isEmpty { faults.append("--out takes a directory with --split, not \"\"") }
      if path == "-" { faults.append("--out takes a directory with --split, not standard output (-)") }
    case .file(let path):
      if !path.utf8.isNamedAsYAML {
        faults.append("--out takes a file that ends in .yaml or .yml, or a directory with --split, not \"\(path)\"")
      }
    }
    return faults
  }

  func run(in world: World) async -> ExitCode {
    await Deadline.run(connection.limit) { deadline in
      let context = await RunContext.connect(in: world, connection, console: console, deadline: deadline)
      return await world.exitCode(ImportRun(command: self, context: context).run())
    }
  }
}
