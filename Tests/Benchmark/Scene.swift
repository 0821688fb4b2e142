import FoundationEssentials
import Glibc
import TestSupport

/// The programs that are measured. They are beside this one.
struct Programs {
  private let directory = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

  var tokenform: String { directory + "/tokenform" }
  var sandbox: String { directory + "/marketplace-sandbox" }
  var floor: String { directory + "/benchmark-floor" }
  var measure: String { directory + "/benchmark-measure" }
}

/// A sandbox in a process of its own, and files with what it holds, with a tenth changed, and with all changed.
final class Scene {
  private let tokens: Int
  private let latency: Int
  private let programs: Programs
  private let directory: TemporaryDirectory
  private let account: MadeUpAccount
  private let sandbox: ChildProcess
  /// Where the measured programs send their requests.
  var target: Target

  /// A place that answers for the sandbox, and how programs are run that it is to answer.
  struct Target {
    var url: String
    /// Put before each command.
    var launcher: [String] = []
    var environment: [String: String] = [:]
    var parallelism = 10
  }

  static let unchangedPlan = "plan, nothing to change"
  static let apply = "apply of that tenth"
  static let rendering = "plan as "

  private static let credential = "idt:TKN-0000-0001:sandbox"
  /// What a tenth is changed to, in turn, so that each apply has as much to do as the one before.
  private static let descriptions = ["Changed by the benchmark.", "Changed once more."]

  init(tokens: Int, latency: Int, programs: Programs) async throws {
    self.tokens = tokens
    self.latency = latency
    self.programs = programs
    directory = try TemporaryDirectory()
    account = try MadeUpAccount(tokens: tokens)
    let path = directory.path
    try account.writeFiles(to: path + "/same", changed: nil)
    try account.writeFiles(to: path + "/all", changed: (1, "Changed from end to end."))
    for (number, description) in Self.descriptions.enumerated() {
      try account.writeFiles(to: path + "/tenth-\(number)", changed: (10, description))
    }
    try TextFile.write("", to: path + "/log")
    sandbox = try ChildProcess(
      programs.sandbox,
      ["--tokens", "\(tokens)", "--port", "0", "--latency-ms", "\(latency)", "--log", path + "/log"])
    let start = await sandbox.output.value { $0.isAtEnd || $0.bytes.contains(UInt8(ascii: "\n")) }
    guard let line = start?.text.split(separator: "\n").first, let place = line.firstRange(of: "http://") else {
      throw Fault(description: "the sandbox does not start: \(sandbox.errors.value.text)")
    }
    target = Target(url: String(line[place.lowerBound...]))
  }

  func end() async throws {
    sandbox.signal(SIGTERM)
    _ = try await sandbox.end()
    directory.remove()
  }

  /// Writes down the requests of a plan and of an apply, for the floor to send.
  func recordRequests() throws {
    let reads = try requests { _ = try tokenform(["plan", directory.path + "/same"]) }
    try TextFile.write(reads, to: directory.path + "/reads")
    for (number, description) in Self.descriptions.enumerated() {
      let updates = account.updates(every: 10, description: description)
      try TextFile.write(reads + updates, to: directory.path + "/writes-\(number)")
    }
  }

  /// Plan and apply, each beside its floor.
  func rows(runs: Int) throws -> [Row] {
    try recordRequests()
    return [
      try row(Self.unchangedPlan, runs: runs) { _ in .plan },
      try row("plan, a tenth changed", runs: runs) { _ in Work(arguments: ["plan"], files: "tenth-0", requests: "reads")
      },
      try row(Self.apply, runs: runs, Work.apply),
    ]
  }

  /// How long each format takes for a plan in which every token changes.
  func renderingRows(runs: Int) throws -> [Row] {
    try ["text", "oneline", "json", "markdown", "html"].map { format in
      var row = Row(tokens: tokens, latency: latency, title: "\(Self.rendering)\(format), all changed")
      for number in 0...runs {
        let (run, sent) = try counted { try tokenform(["plan", "--format", format, directory.path + "/all"]) }
        if number > 0 { row.take(run, requests: sent) }
      }
      return row
    }
  }

  /// A run of `tokenform`, and the requests that it makes.
  struct Work {
    let arguments: [String]
    let files: String
    let requests: String

    /// A plan with nothing to change.
    static let plan = Work(arguments: ["plan"], files: "same", requests: "reads")

    /// An apply that changes a tenth, to something else each time.
    static func apply(_ run: Int) -> Work {
      Work(
        arguments: ["apply", "--auto-approve", "--allow-self", "--allow-disabled"], files: "tenth-\(run % 2)",
        requests: "writes-\(run % 2)")
    }
  }

  private func row(_ title: String, runs: Int, _ work: (Int) -> Work) throws -> Row {
    var row = Row(tokens: tokens, latency: latency, title: title)
    for number in 0...runs {
      let work = work(number)
      let (measured, sent) = try counted { try tokenform(work) }
      let floor = try floor(of: work)
      guard number > 0 else { continue }
      row.take(measured, requests: sent)
      row.floor.append(floor)
    }
    return row
  }

  func tokenform(_ work: Work) throws -> Measurement {
    try tokenform(work.arguments + [directory.path + "/" + work.files])
  }

  /// - Parameter options: Further arguments of the floor.
  func floor(of work: Work, options: [String] = []) throws -> Measurement {
    let files = directory.path + "/"
    let floor = try Measurement.of(
      [
        programs.floor, files + work.files, target.url, Self.credential, "\(target.parallelism)",
        files + work.requests,
      ] + options, on: target.launcher, environment: target.environment, programs: programs, scratch: directory.path)
    guard floor.code == 0 else { throw Fault(description: "the floor failed: \(floor.errors)") }
    return floor
  }

  private func tokenform(_ arguments: [String]) throws -> Measurement {
    let own = ["MPT_API_TOKEN": Self.credential, "MPT_API_BASE_URL": target.url]
    let options = ["--quiet", "--parallelism", "\(target.parallelism)"]
    let measured = try Measurement.of(
      [programs.tokenform] + arguments.prefix(1) + options + arguments.dropFirst(), on: target.launcher,
      environment: own.merging(target.environment) { $1 }, programs: programs, scratch: directory.path)
    guard measured.code == 0 else { throw Fault(description: "tokenform \(arguments) failed: \(measured.errors)") }
    return measured
  }

  private func counted(_ body: () throws -> Measurement) throws -> (Measurement, requests: Int) {
    var measured: Measurement?
    let log = try requests { measured = try body() }
    guard let measured else { throw Fault(description: "nothing was measured") }
    return (measured, log.utf8.count { $0 == UInt8(ascii: "\n") })
  }

  /// The requests that the sandbox answers meanwhile, a line each, without their status.
  private func requests(_ body: () throws -> Void) throws -> String {
    let before = try TextFile.read(directory.path + "/log").utf8.count
    try body()
    let added = try TextFile.read(directory.path + "/log").utf8.dropFirst(before)
    return String(decoding: added, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").prefix(2).joined(separator: " ") + "\n"
    }.joined()
  }

  /// How many pages a second the sandbox serves to a client that only reads, in a sentence.
  func sandboxSpeed() async throws -> String {
    let reads = try TextFile.read(directory.path + "/reads").split(separator: "\n")
    guard let page = reads.first(where: { $0.contains("/api-tokens?") })?.split(separator: " ").last else { return "" }
    do {
      let wrk = try ChildProcess(
        "/usr/bin/wrk",
        [
          "-t", "1", "-c", "\(target.parallelism)", "-d", "3s", "-H", "Authorization: Bearer \(Self.credential)",
          target.url + page,
        ])
      _ = try await wrk.end()
      let figure = wrk.output.value.text.split(separator: "\n").first { $0.hasPrefix("Requests/sec:") }
      let speed = figure?.split(separator: " ").last.flatMap { Double($0) } ?? 0
      return "The sandbox gives wrk \(Int(speed)) pages of 100 tokens a second over \(target.parallelism) connections."
    } catch {
      return "How fast the sandbox is was not measured: wrk is not installed."
    }
  }
}
