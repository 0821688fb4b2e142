import Glibc
import TestNetwork
import TestSupport

/// One run of `tokenform` over a wire that fails, and another when it is well again.
struct WireRun: Sendable {
  static let account = KillTest.account

  let row: WireRow
  let gateway: Gateway.Kind
  let isPlan: Bool

  var description: String { "\(row.title), \(gateway.rawValue), \(isPlan ? "plan" : "apply")" }

  func verdict() async throws -> Verdict {
    let scene = try Scene(Self.account, options: ["--latency-ms", "2"] + row.sandboxOptions)
    let wire = try await Wire(row, gateway, before: scene)
    scene.route = wire.route
    try await row.before(wire)
    let isOver = Watched(false)
    let trouble = row.trouble.map { trouble in
      Task { [log = scene.log, requests = isPlan ? 1 : 150] in
        _ = await log.value { log in
          isOver.value || log.bytes.count { $0 == UInt8(ascii: "\n") } >= requests
        }
        guard !isOver.value else { return false }
        try await trouble(wire)
        return true
      }
    }
    let start = ContinuousClock.now
    var verdict: Verdict
    do {
      verdict = try await judge(scene)
    } catch is ChildProcess.Unending {
      verdict = Verdict(exitCode: -SIGKILL, contradictions: ["the run does not end"])
    }
    let duration = start.duration(to: .now)
    isOver.change { $0 = true }
    scene.log.change { _ in }
    if let trouble, try await !trouble.value { verdict.contradictions.append("the run did not meet the fault") }
    if duration > row.limit { verdict.contradictions.append("the run took \(duration)") }
    try await wire.repair()
    scene.route = wire.repairedRoute
    verdict.hasConverged = try await isPlan ? scene.plansTheSame() : scene.converges()
    try await wire.end()
    return verdict
  }

  private func judge(_ scene: Scene) async throws -> Verdict {
    // Few at once, so that the fault meets a plan before its last page.
    var verdict =
      try await isPlan
      ? scene.plan(["--parallelism", "2"] + row.arguments) : scene.apply(["--auto-approve"] + row.arguments)
    if row.mustSucceed, verdict.exitCode != 0 { verdict.contradictions.append("exit code \(verdict.exitCode)") }
    return verdict
  }
}

extension FaultMatrix {
  /// All rows of the wire, or in short those of nginx that take least time.
  static func runWire(isQuick: Bool) async throws -> FaultMatrix {
    let rows = isQuick ? WireRow.all.filter(\.isQuick) : WireRow.all
    let runs = rows.enumerated().flatMap { index, row in
      (isQuick ? [row.gateways[0]] : row.gateways).flatMap { gateway in
        [true, false].map { isPlan in
          let run = WireRun(row: row, gateway: gateway, isPlan: isPlan)
          return Run(row: index, isPlan: isPlan, description: run.description, verdict: run.verdict)
        }
      }
    }
    return try await run(runs, of: rows.map(\.title), atOnce: 6)
  }
}
