import Foundation
import Glibc
import TestSupport
import Testing

/// The built programs, which are beside the tests.
enum Programs {
  static let folder: String = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
  }()

  static let tokenform = folder + "/tokenform"
  static let sandbox = folder + "/marketplace-sandbox"
}

/// A sandbox that runs, a folder with files, and `tokenform` to run on both.
struct Workspace {
  let directory: TemporaryDirectory
  let baseURL: String
  private let credential: String
  private let sandbox: ChildProcess
  private let log: Watched<ChildProcess.Received>

  /// Starts a sandbox, hands it to the body, and takes it down afterwards.
  /// - Parameter files: the files in the folder `tokens`, or at the paths that begin with a full stop.
  static func open<Value>(
    _ options: String..., seed: String = Account.seed, credential: String = Account.credential,
    files: [String: String] = [:],
    _ body: (Workspace) async throws -> Value
  ) async throws -> Value {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    for (name, text) in files { try directory.write(text, to: name.hasPrefix(".") ? name : "tokens/\(name)") }
    let seedFile = try directory.write(seed, to: ".seed.json")
    let logFile = try directory.makePipe(".log")
    let logReader = Glibc.open(logFile, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let sandbox = try ChildProcess(
      Programs.sandbox,
      ["--seed", seedFile, "--log", logFile, "--state", "\(directory.path)/.state.json", "--token", credential]
        + options.flatMap { $0.split(separator: " ").map(String.init) })
    defer { sandbox.signal(SIGKILL) }
    let listening = await sandbox.output.value { $0.isAtEnd || $0.bytes.last == UInt8(ascii: "\n") }
    let line = try #require(listening?.text.split(separator: "\n").first)
    let log = Watched(ChildProcess.Received())
    _ = fcntl(logReader, F_SETFL, 0)
    ChildProcess.read(logReader, into: log)
    return try await body(
      Workspace(
        directory: directory, baseURL: String(line.dropFirst("listening on ".count)), credential: credential,
        sandbox: sandbox, log: log))
  }

  /// What a run of `tokenform` came to.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  func start(
    _ arguments: [String], environment: [String: String?] = [:], streams: ChildProcess.Streams = .pipes()
  ) throws -> ChildProcess {
    var variables: [String: String] = ["MPT_API_TOKEN": credential, "MPT_API_BASE_URL": baseURL]
    for (name, value) in environment { variables[name] = value }
    return try ChildProcess(
      Programs.tokenform, arguments, environment: variables, directory: directory.path, streams: streams)
  }

  /// Runs `tokenform` to its end.
  func tokenform(
    _ arguments: String..., environment: [String: String?] = [:], streams: ChildProcess.Streams = .pipes(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Run {
    try await end(of: start(arguments, environment: environment, streams: streams), sourceLocation: sourceLocation)
  }

  /// The files that runs have written: all but hidden ones, which are the sandbox's, and the configuration.
  private var writtenFiles: [(name: String, content: Data)] {
    let root = URL(filePath: directory.path)
    let keys: [URLResourceKey] = [.isRegularFileKey]
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys, options: .skipsHiddenFiles)
    return (files?.compactMap { $0 as? URL } ?? []).compactMap { file in
      guard (try? file.resourceValues(forKeys: Set(keys)).isRegularFile) == true, !file.path.contains("/tokens/"),
        let content = try? Data(contentsOf: file)
      else { return nil }
      return (file.lastPathComponent, content)
    }
  }

  /// Kills the sandbox, like a gateway that is gone.
  func kill() { sandbox.signal(SIGKILL) }

  /// Waits for the end of a run. Whatever it was, it has printed no secret, and written none into a file.
  func end(of process: ChildProcess, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Run {
    let code = try await process.end()
    let run = Run(code: code, output: process.output.value.text, errors: process.errors.value.text)
    #expect(!(run.output + run.errors).contains("CANARY"), "a secret was printed", sourceLocation: sourceLocation)
    for (name, content) in writtenFiles {
      #expect(
        content.range(of: Data("CANARY".utf8)) == nil, "a secret was written to \(name)", sourceLocation: sourceLocation
      )
    }
    #expect(code >= 0, "ended by a signal", sourceLocation: sourceLocation)
    return run
  }

  /// Waits until the sandbox has logged so many requests that begin with these words.
  func waitForRequests(_ count: Int, _ words: String) async throws {
    let seen = await log.value { Self.lines($0.text, beginning: words).count >= count }
    try #require(seen != nil, "the requests never came: \(log.value.text)")
  }

  private static func lines(_ log: String, beginning words: String) -> [String] {
    log.split(separator: "\n").map(String.init).filter { $0.hasPrefix(words) }
  }

  /// What a sandbox leaves behind.
  struct Remains {
    let requests: [String]
    let tokens: [String: StoredToken]

    var writes: [String] { requests.filter { $0.hasPrefix("PUT") } }
    var lists: [String] { requests.filter { $0.hasPrefix("GET /public/v1/accounts/api-tokens?") } }
    var modules: [String] { requests.filter { $0.hasPrefix("GET /public/v1/accounts/modules") } }

    subscript(number: Int) -> StoredToken? { tokens["TKN-0000-000\(number)"] }
  }

  /// Stops the sandbox, and looks at what it holds and what it was asked.
  func stop() async throws -> Remains {
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.end() == 0)
    let requests = await log.value(where: \.isAtEnd)?.text ?? ""
    let state = try decode(State.self, from: directory.read(".state.json"))
    return Remains(
      requests: requests.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") },
      tokens: Dictionary(uniqueKeysWithValues: state.tokens.map { ($0.id, $0) }))
  }

  private struct State: Decodable {
    let tokens: [StoredToken]
  }
}

/// A token as the sandbox keeps it.
struct StoredToken: Decodable, Equatable {
  let id: String
  var name: String
  var description: String?
  var icon: String?
  var revision: Int
  var modules: [Module]

  struct Module: Decodable, Equatable {
    let id: String
    var filters: [String: [String]]?
  }
}
