import Glibc
import MarketplaceAPI
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// What a run was asked to do: the command line and the environment, checked.
struct Settings {
  var paths: [String]
  var format: OutputFormat
  var selection: TokenSelection
  var guards: GuardOptions
  var parallelism: Int
  var isQuiet: Bool
  /// For one request.
  var timeout: Duration
  var retries: Int
  /// For the whole run; nil gives it all the time it wants.
  var deadline: Duration?
  /// A tree with the files as they were before the change under review.
  var base: String?
  /// A saved plan to apply or to show, instead of files.
  var planFile: String?
  /// What an import was asked for; nil for other commands.
  var importRequest: ImportRequest?
  /// What completions are asked for; nil for other commands.
  var shell: Shell?

  private static let greatestParallelism = 256

  /// Throws all that is wrong with the command line.
  init(_ arguments: Arguments, of command: CommandName) throws(Arguments.Faults) {
    var faults: [String] = []
    func number(_ option: Option, in range: ClosedRange<Int>) -> Int? {
      guard let text = arguments.value(of: option) else { return nil }
      if let number = Int(text), range.contains(number) { return number }
      let bound =
        range.upperBound == .max ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
      faults.append("--\(option.name) takes a whole number, \(bound), not \"\(text)\"")
      return nil
    }
    func ids(_ option: Option) -> Set<TokenID> {
      Set(
        arguments.values(of: option).compactMap { text in
          if let id = TokenID(wellFormed: text) { return id }
          faults.append("--\(option.name) takes a token's id such as \(TokenKind.example), not \"\(text)\"")
          return nil
        })
    }
    paths = arguments.operands
    if command == .show {
      planFile = paths.first
      if paths.count != 1 { faults.append("show takes one file, a saved plan; \(paths.count) are given") }
    }
    if command == .schema, !paths.isEmpty { faults.append("schema takes no file") }
    format = arguments.value(of: .format).flatMap { OutputFormat(rawValue: $0) } ?? .text
    selection = TokenSelection(targets: ids(.target), excluded: ids(.exclude))
    parallelism = number(.parallelism, in: 1...Self.greatestParallelism) ?? 10
    guards = GuardOptions()
    guards.allowProtected = arguments.has(.allowProtected)
    guards.allowSelf = arguments.has(.allowSelf)
    guards.allowDisabled = arguments.has(.allowDisabled)
    guards.maximumChanges = number(.maxChanges, in: 0...Int.max)
    guards.maximumGrants = number(.maxGrants, in: 0...Int.max)
    guards.maximumRevocations = number(.maxRevocations, in: 0...Int.max)
    isQuiet = arguments.has(.quiet)
    timeout = .seconds(number(.timeout, in: 1...3_600) ?? 60)
    retries = number(.retries, in: 0...20) ?? 4
    deadline = number(.deadline, in: 1...86_400).map { .seconds($0) }
    base = arguments.value(of: .base)
    if command == .apply, paths.count == 1, Self.isPlanFile(paths[0]) {
      planFile = paths[0]
      if selection != TokenSelection() {
        faults.append("--target and --exclude do not go with a saved plan, which \"\(paths[0])\" is taken for")
      }
    }
    faults += Self.faults(inScopeOf: arguments, planFile: planFile)
    do throws(Arguments.Faults) {
      switch command {
      case .import: importRequest = try ImportRequest(arguments)
      case .completions: shell = try Shell(arguments)
      default: faults += Self.faults(inFilesOf: arguments, planFile: planFile)
      }
    } catch {
      faults += error.sentences
    }
    if !faults.isEmpty { throw Arguments.Faults(sentences: faults) }
  }
}

extension Settings {
  /// A saved plan is a file that ends neither in `.yaml` nor in `.yml`; also one that is not there, such as a pipeline's
  /// artifact that was not handed on.
  private static func isPlanFile(_ path: String) -> Bool {
    var status = stat()
    return !isNamedAsYAML(path) && (stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR)
  }

  private static func isNamedAsYAML(_ path: String) -> Bool { path.utf8.isNamedAsYAML }

  private static func faults(inScopeOf arguments: Arguments, planFile: String?) -> [String] {
    if let planFile {
      let given = Option.scope.filter { arguments.has($0) || arguments.value(of: $0) != nil }
      return given.map { "--\($0.name) does not go with a saved plan, which \"\(planFile)\" is taken for" }
    }
    guard arguments.value(of: .base) != nil else {
      return arguments.has(.proposedOnly) ? ["--proposed-only needs --base"] : []
    }
    return arguments.operands.filter { $0.hasPrefix("/") || $0.split(separator: "/").contains("..") }.map {
      "--base takes paths that are the same under its root, so \"\($0)\" has to be relative and without `..`"
    }
  }

  /// A saved plan under the name of a YAML file could not be applied, and may take the place of what it was made of. Two
  /// files under one name would overwrite each other.
  private static func faults(inFilesOf arguments: Arguments, planFile: String?) -> [String] {
    let files = [Option.out, .events, .undo].compactMap { option in
      arguments.value(of: option).map { (option.name, $0) }
    }
    var faults = files.filter { isNamedAsYAML($0.1) }.map { name, path in
      "--\(name) takes a file that ends neither in .yaml nor in .yml, not \"\(path)\""
    }
    faults += files.filter { $0.1 == "-" && $0.0 != Option.out.name }.map { name, _ in
      "--\(name) takes a file, not standard output (-)"
    }
    if let undo = arguments.value(of: .undo), [planFile, arguments.value(of: .events)].contains(undo) {
      faults.append("--undo takes a file of its own, not \"\(undo)\"")
    }
    return faults
  }
}

/// Where the platform is, and what opens it.
struct Connection {
  var endpoint: Endpoint
  var credential: Secret

  private static let longestCredential = 16_384

  /// Takes the endpoint and the credential from the command line or the environment. Blocks where the credential
  /// stands in a file.
  static func find(_ arguments: Arguments, in world: World) -> Result<Connection, SetUpFault> {
    var faults: [Diagnostic] = []
    var endpoint = Endpoint.production
    if let text = arguments.value(of: .endpoint) ?? world.setting("MPT_API_BASE_URL") {
      do throws(Endpoint.Fault) {
        endpoint = try Endpoint(parsing: text)
      } catch {
        faults.append(
          Diagnostic(.error, .badEndpoint, error.message, help: "check --endpoint, or MPT_API_BASE_URL"))
      }
    }
    var known = world.credential
    switch findCredential(arguments, in: world) {
    case .success(let credential) where faults.isEmpty:
      return .success(Connection(endpoint: endpoint, credential: credential))
    case .success(let credential): known = credential
    case .failure(let fault): faults += fault.diagnostics
    }
    return .failure(SetUpFault(diagnostics: faults, credential: known))
  }

  private static func findCredential(_ arguments: Arguments, in world: World) -> Result<Secret, SetUpFault> {
    let text: String
    let source: String
    if let path = arguments.value(of: .tokenFile) {
      source = path == "-" ? "standard input" : "\"\(path)\""
      do throws(World.ReadFault) {
        text = String(decoding: try world.readFile(path, longestCredential), as: UTF8.self)
      } catch {
        return fault(.badCredential, "the credential cannot be read from \(source): \(error.reason)")
      }
    } else if let value = world.setting("MPT_API_TOKEN") {
      source = "MPT_API_TOKEN"
      text = value
    } else {
      return fault(.noCredential, "there is no credential", help: "set MPT_API_TOKEN, or give a file with --token-file")
    }
    let trimmed = text.trimmingWhiteSpace
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return fault(.badCredential, "\(source) does not hold a credential: one word of printable ASCII")
    }
    return .success(Secret(trimmed))
  }

  private static func fault(_ code: DiagnosticCode, _ message: String, help: String? = nil) -> Result<
    Secret, SetUpFault
  > {
    .failure(SetUpFault(diagnostics: [Diagnostic(.error, code, message, help: help)]))
  }
}

struct SetUpFault: Error {
  let diagnostics: [Diagnostic]
  /// The credential as far as it was found: to be hidden, not to be used.
  var credential: Secret?
}

extension World {
  /// A variable that is set and not empty.
  func setting(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What the environment holds as the credential, fit or not.
  var credential: Secret? { setting("MPT_API_TOKEN").map { Secret($0.trimmingWhiteSpace) } }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    let blank: (Unicode.Scalar) -> Bool = { $0.value == 0x20 || 0x09...0x0D ~= $0.value }
    let scalars = unicodeScalars.drop(while: blank)
    return String(Substring(scalars.prefix(scalars.count - scalars.reversed().prefix(while: blank).count)))
  }
}
