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
  static let noColor: Option<Self> = .flag("no-color", \.hasNoColor, "Print without colour, as with NO_COLOR set")
  static let options: [Option<Self>] = [.flag("quiet", short: "q", \.isQuiet, "Show no progress"), noColor]
}

/// How annotations are written.
enum AnnotationFormat: String, CaseIterable, Sendable {
  case github
}

extension Option {
  static func format(_ path: any WritableKeyPath<Target, OutputFormat> & Sendable) -> Self {
    .choice("format", "FORMAT", path, "How to print: " + OutputFormat.words.joined(separator: ", "))
  }

  static func annotations(_ path: any WritableKeyPath<Target, AnnotationFormat?> & Sendable) -> Self {
    .choice("annotations", "KIND", path, "Point at the lines of the files, on standard error: github")
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
    PATH is a YAML file, or a directory that is walked for *.yaml and *.yml.
    Without a PATH, the directory `tokens` is read.
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
    .tokens(RunOption.target.name, \.targets, "Only this token of the files; may be given several times"),
    .tokens(RunOption.exclude.name, \.excluded, "Leave this token out; may be given several times"),
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
      "A tree with the files as they were before: separates proposed changes from drift"),
    .flag(
      RunOption.proposedOnly.name, \.isProposedOnly, "With --base: show drift, and leave it out of what is written"),
    .flag(
      RunOption.endedOnly.name, \.isEndedOnly,
      "Show everything, and write only revocations of grants whose last day is over"),
    .number(
      RunOption.endingWithin.name, "DAYS", in: 0...36_500, \.endingWithin,
      "List the grants whose last day is within DAYS"),
    .flag(RunOption.coverage.name, \.listsCoverage, "List live tokens of the account that no file manages"),
    .flag(RunOption.requireCoverage.name, \.requiresCoverage, "Refuse if there are live tokens that no file manages"),
    .flag(
      RunOption.allValues.name, \.keepsAllValues,
      "With --format json or --out: put tokens that do not change into planned_values as well"),
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
    if isProposedOnly, isEndedOnly { return ["--proposed-only and --ended-only exclude each other"] }
    guard base != nil else { return isProposedOnly ? ["--proposed-only needs --base"] : [] }
    return Self.faults(ofPaths: operands, comparedBy: "--\(RunOption.base.name)")
  }

  /// What is wrong with paths that are also read under another root.
  ///
  /// - Parameter reader: The option or command that reads them there.
  static func faults(ofPaths paths: [String], comparedBy reader: String) -> [String] {
    paths.filter { $0.hasPrefix("/") || $0.split(separator: "/").contains("..") }.map {
      "\(reader) takes paths that are the same under its root, so \"\($0)\" has to be relative and without `..`"
    }
  }
}

extension GuardOptions {
  static let options: [Option<Self>] = [
    .flag(RunOption.allowProtected.name, \.allowProtected, "Allow changes to protected tokens"),
    .flag(RunOption.allowSelf.name, \.allowSelf, "Allow changes to the token that this credential belongs to"),
    .flag(RunOption.allowDisabled.name, \.allowDisabled, "Allow changes to tokens that are not Active"),
    .flag(RunOption.requireReason.name, \.requireReason, "Refuse grants of modules whose entries have no `reason`"),
    .number(RunOption.maximumChanges.name, in: 0...Int.max, \.maximumChanges, "Refuse more updates than N"),
    .number(
      RunOption.maximumGrants.name, in: 0...Int.max, \.maximumGrants,
      "Refuse more grants, loosened filters and added extensions than N"
    ),
    .number(
      RunOption.maximumRevocations.name, in: 0...Int.max, \.maximumRevocations,
      "Refuse more revocations, tightened filters and removed extensions than N"),
  ]
}
