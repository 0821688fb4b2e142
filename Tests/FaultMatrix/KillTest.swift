import FoundationEssentials
import Glibc
import MarketplaceSandbox
import TestSupport

/// Stops an apply at random moments, and holds what it left behind against what it said.
struct KillTest {
  static let account = SampleAccount(tokens: 500, changed: 500)
  static let signals: [(name: String, number: Int32)] = [
    ("SIGINT", SIGINT), ("SIGTERM", SIGTERM), ("SIGKILL", SIGKILL),
  ]

  struct Stop: Sendable {
    let signal: String
    var exitCode: Int32 = 0
    /// Tokens that held the desired values when the run had ended.
    var applied = 0
    var unknown = 0
    /// Tokens that hold neither what they held nor what was asked.
    var lost = 0
    var contradictions: [String] = []
    var hasConverged = false
    /// Whether the undo plan took everything back; nil if it was not tried.
    var isUndone: Bool?
  }

  /// How many requests an uninterrupted apply makes.
  static func requestsOfAnApply() async throws -> Int {
    let scene = try Scene(account, options: [])
    let run = try await scene.run("apply", "--auto-approve", "--quiet")
    guard run.code == 0, try scene.truth().holdsDesired(account) else {
      throw RunFault(description: "the uninterrupted apply ends with \(run.code): \(run.errors)")
    }
    return scene.sandbox.requests.count
  }

  /// Stops an apply as soon as the sandbox has carried out so many requests.
  /// - Parameter undoes: Whether the undo plan is tried before the run is repeated.
  static func stop(by signal: (name: String, number: Int32), after requests: Int, undoes: Bool) async throws -> Stop {
    let scene = try Scene(account, options: ["--latency-ms", "2"])
    let process = try scene.start(
      ["apply", "--auto-approve", "--quiet", "--format=json", "--events=events", "--undo=undo.plan"])
    _ = await scene.log.value { log in log.bytes.count { $0 == UInt8(ascii: "\n") } >= requests }
    process.signal(signal.number)
    var stop = Stop(signal: signal.name)
    stop.exitCode = try await process.end()
    let truth = try scene.truth()
    let standings = account.tokens.map(truth.standing)
    stop.applied = standings.count { $0 == .desired }
    stop.lost = standings.count { $0 == .neither || $0 == .renamedByOthers }
    stop.judgeExitCode(of: signal.number)
    try stop.judgeReport(process.output.value.text, truth, scene)
    try stop.judgeEvents(truth, scene)
    let hasUndo = try stop.judgeUndoFile(scene)
    if undoes, hasUndo {
      let undo = try await scene.run("apply", "undo.plan", "--quiet")
      stop.isUndone = try undo.code == 0 && scene.truth().holdsFormer(account)
    }
    stop.hasConverged = try await scene.converges()
    return stop
  }
}

extension KillTest.Stop {
  var faults: [String] {
    contradictions + (lost > 0 ? ["\(lost) tokens are lost"] : []) + (hasConverged ? [] : ["no convergence"])
      + (isUndone == false ? ["the undo plan did not restore the former state"] : [])
  }

  fileprivate mutating func judgeExitCode(of signal: Int32) {
    let expected = signal == SIGKILL ? -SIGKILL : 130
    let isWhole = applied == KillTest.account.tokens.count
    if exitCode != expected, !(exitCode == 0 && isWhole) { contradictions.append("exit code \(exitCode)") }
  }

  fileprivate mutating func judgeReport(_ output: String, _ truth: PlatformTruth, _ scene: Scene) throws {
    guard exitCode >= 0 else {
      // A report that a SIGKILL came too late for is judged like any other.
      if let document = try? Document(output) {
        contradictions += document.contradictions(to: truth, of: scene.account, exitCode: 130)
      }
      return
    }
    let document = try Document(output)
    contradictions += document.contradictions(to: truth, of: scene.account, exitCode: exitCode)
    unknown = document.results?.count { $0.outcome == "unknown" } ?? 0
    if document.results == nil, scene.writes > 0 { contradictions.append("no outcomes are listed after a PUT") }
  }

  fileprivate mutating func judgeEvents(_ truth: PlatformTruth, _ scene: Scene) throws {
    guard let text = try? scene.directory.read("events") else {
      if scene.writes > 0 { contradictions.append("there are writes and no events") }
      return
    }
    let standings = Dictionary(uniqueKeysWithValues: scene.account.tokens.map { ($0.id, truth.standing(of: $0)) })
    for line in try EventLine.read(text) {
      guard let standing = line.address.flatMap({ standings[$0] }) else { continue }
      let agrees =
        switch line.event {
        case "request": line.method != "PUT" || line.status != 200 || standing == .desired
        default: standing.allows(line.event)
        }
      if !agrees { contradictions.append("an event says \(line.event) of a token that holds \(standing)") }
    }
  }

  /// - Returns: whether there is an undo plan.
  fileprivate mutating func judgeUndoFile(_ scene: Scene) throws -> Bool {
    guard let text = try? scene.directory.read("undo.plan") else {
      if scene.writes > 0 { contradictions.append("there are writes and no undo plan") }
      return false
    }
    guard let document = try? Document(savedPlan: text), document.resourceChanges.count == scene.account.changed.count
    else {
      contradictions.append("the undo plan is not whole")
      return false
    }
    return true
  }
}
