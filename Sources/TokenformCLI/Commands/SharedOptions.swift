import CommandLineKit
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// How to print.
struct ConsoleOptions: Sendable {
  var isQuiet = false
  var hasNoColor = false
  /// The repository's address with a commit, to which the places of a page lead.
  var linkBase: String?

  static let linkBase: Option<Self> = Option(
    OptionInfo(
      "link-base", placeholder: "URL",
      "With --format html: link each line of a file below URL/, such as"
        + " https://github.com/ORG/REPO/blob/COMMIT")
  ) { text, target throws(UsageError) in
    if let fault = PageLinks.fault(of: text) { throw UsageError("--link-base: \(fault)") }
    target.linkBase = text
  }
  static let noColor: Option<Self> = .flag("no-color", \.hasNoColor, "Print without colour, like NO_COLOR")
  static let options: [Option<Self>] = [.flag("quiet", short: "q", \.isQuiet, "Show no progress"), noColor]
}

/// How annotations are written.
enum AnnotationFormat: String, CaseIterable, Sendable {
  case github
}

extension Option {
  static func format(_ path: any WritableKeyPath<Target, OutputFormat> & Sendable) -> Self {
    .choice("format", "FORMAT", path, "Output format: " + OutputFormat.words.joined(separator: ", "))
  }

  static func annotations(_ path: any WritableKeyPath<Target, AnnotationFormat?> & Sendable) -> Self {
    .choice("annotations", "KIND", path, "Annotate the lines of the files, on standard error: github")
  }

  /// A repeatable option that takes the id of a token.
  static func tokens(
    _ name: String, _ path: any WritableKeyPath<Target, [TokenID]> & Sendable, _ help: String
  ) -> Self {
    Self(OptionInfo(name, placeholder: "ID", isRepeatable: true, help)) { text, target throws(UsageError) in
      guard let id = TokenID(wellFormed: text) else {
        throw UsageError("--\(name) takes a token's id such as \(TokenKind.example), not \"\(text)\"")
      }
      target[keyPath: path].append(id)
    }
  }
}

/// The operands of commands that read files.
enum PathsHelp {
  static let text: String = """
    PATH is a YAML file, or a directory to search for *.yaml and *.yml files. The
    default is the directory `tokens`.
    """
}

/// What `plan` and `apply` have in common.
struct PlanningOptions: Sendable {
  var selection = SelectionOptions()
  var scope = ScopeOptions()
  var guards = GuardOptions()
  var connection = ConnectionOptions()
  var console = ConsoleOptions()

  static let options: [Option<Self>] =
    SelectionOptions.options.within(\.selection) + ScopeOptions.options.within(\.scope)
    + GuardOptions.options.within(\.guards) + ConnectionOptions.options.within(\.connection)
    + ConsoleOptions.options.within(\.console) + [ConsoleOptions.linkBase.within(\.console)]

  /// The paths that hold the configuration of a run: those of its operands, and the base.
  func configuration(_ paths: [String]) -> [String] {
    (paths.isEmpty ? [TokenFileLoader.defaultDirectory] : paths) + (scope.base.map { [$0] } ?? [])
  }
}

/// Which of the tokens in the files a run covers.
struct SelectionOptions: Sendable {
  var targets: [TokenID] = []
  var excluded: [TokenID] = []

  static let options: [Option<Self>] = [
    .tokens(RunOption.target.name, \.targets, "Select only this token of the files (repeatable)"),
    .tokens(RunOption.exclude.name, \.excluded, "Exclude this token (repeatable)"),
  ]

  var selection: TokenSelection { TokenSelection(targets: Set(targets), excluded: Set(excluded)) }
}

/// What a plan compares beyond the files and the platform.
struct ScopeOptions: Sendable {
  var base: String?
  var isProposedOnly = false
  var isEndedOnly = false
  var endingWithin: Int?
  var listsCoverage = false
  var requiresCoverage = false
  var keepsAllValues = false

  static let options: [Option<Self>] = [
    .text(
      RunOption.base.name, "ROOT", offers: .directories, \.base,
      "Directory with the previous version of the files, to separate proposed changes from drift"),
    .flag(
      RunOption.proposedOnly.name, \.isProposedOnly, "With --base: show drift without reverting it"),
    .flag(
      RunOption.endedOnly.name, \.isEndedOnly,
      "Show all changes, but write only revocations of grants that have ended"),
    .number(
      RunOption.endingWithin.name, "DAYS", in: 0...36_500, \.endingWithin,
      "List grants that end within DAYS days"),
    .flag(RunOption.coverage.name, \.listsCoverage, "List live tokens of the account that no file manages"),
    .flag(RunOption.requireCoverage.name, \.requiresCoverage, "Refuse if there are live tokens that no file manages"),
    .flag(
      RunOption.allValues.name, \.keepsAllValues,
      "With --format json or --out: include unchanged tokens in planned_values"),
  ]

  var coverage: PlanScope.Coverage? { requiresCoverage ? .required : listsCoverage ? .listed : nil }

  /// The names of the options that were given.
  var given: [String] {
    let options: [(RunOption, Bool)] = [
      (.base, base != nil), (.proposedOnly, isProposedOnly), (.endedOnly, isEndedOnly),
      (.endingWithin, endingWithin != nil), (.coverage, listsCoverage),
      (.requireCoverage, requiresCoverage), (.allValues, keepsAllValues),
    ]
    return options.filter(\.1).map(\.0.name)
  }

  /// What is wrong with the options for these operands.
  func faults(operands: [String]) -> [String] {
    if isProposedOnly, isEndedOnly { return ["--proposed-only and --ended-only cannot be combined"] }
    guard base != nil else { return isProposedOnly ? ["--proposed-only needs --base"] : [] }
    return Self.faults(ofPaths: operands, comparedBy: "--\(RunOption.base.name)")
  }

  /// What is wrong with paths that are also read under another root.
  ///
  /// - Parameter reader: The option or command that reads them there.
  static func faults(ofPaths paths: [String], comparedBy reader: String) -> [String] {
    paths.filter { $0.hasPrefix("/") || $0.split(separator: "/").contains("..") }.map {
      "with \(reader), a path must be relative and without `..`, because it is also read under ROOT; \"\($0)\" is not"
    }
  }
}

extension GuardOptions {
  static let options: [Option<Self>] = [
    .flag(RunOption.allowProtected.name, \.allowProtected, "Allow changes to protected tokens"),
    .flag(RunOption.allowSelf.name, \.allowSelf, "Allow changes to the token that this credential belongs to"),
    .flag(RunOption.allowDisabled.name, \.allowDisabled, "Allow changes to tokens that are not Active"),
    .flag(RunOption.requireReason.name, \.requireReason, "Refuse grants of modules whose entries have no `reason`"),
    .number(RunOption.maximumChanges.name, in: 0...Int.max, \.maximumChanges, "Refuse to update more than N tokens"),
    .number(
      RunOption.maximumGrants.name, in: 0...Int.max, \.maximumGrants,
      "Refuse more than N grants, loosened filters and added extensions"
    ),
    .number(
      RunOption.maximumRevocations.name, in: 0...Int.max, \.maximumRevocations,
      "Refuse more than N revocations, tightened filters and removed extensions"),
  ]
}
