import FoundationEssentials
import TestNetwork
import TestSupport

/// Measures plan and apply through nginx with TLS 1.3 over a link with delay, beside the floor over the same link.
struct NetworkBenchmark {
  let programs: Programs
  let runs: Int

  /// Why it cannot be measured here; nil if it can.
  static func obstacle(with kinds: [Gateway.Kind]) -> String? { Isolation.obstacle(to: kinds) }

  /// - Parameter report: Called with each row.
  func rows(tokens: Int, roundTrip: Int, report: (NetworkRow) -> Void) async throws {
    try await withScene(tokens: tokens, roundTrip: roundTrip) { scene, serve in
      for compresses in [false, true] {
        let gateway = try await serve(.nginx, GatewaySettings(compresses: compresses))
        for parallelism in [10, 50] {
          scene.target.parallelism = parallelism
          let setting = NetworkCase(roundTrip: roundTrip, tokens: tokens, parallelism: parallelism)
          let title = compresses ? "plan, gzip" : "plan"
          report(try measure(NetworkRow(setting, title: title, mark: 1.1), on: scene) { _ in .plan })
          if !compresses {
            report(try measure(NetworkRow(setting, title: "apply of a tenth", mark: 1.08), on: scene, Scene.Work.apply))
          }
        }
        try await gateway.kill()
      }
    }
  }

  /// Plans the account so many times through each kind of gateway.
  /// - Parameter report: Called with a sentence for each.
  func countStalls(
    plans: Int, tokens: Int, roundTrip: Int, through kinds: [Gateway.Kind], report: (String) -> Void
  ) async throws {
    try await withScene(tokens: tokens, roundTrip: roundTrip) { scene, serve in
      for kind in kinds {
        let gateway = try await serve(kind, GatewaySettings())
        let walls = try (0..<plans).map { _ in try scene.tokenform(.plan).wall }.sorted()
        try await gateway.kill()
        let median = walls[walls.count / 2]
        // A connection on which nothing moves is given up after five seconds, so a plan that met one takes longer.
        let stalled = walls.count { $0 > 4_000 }
        report(
          "\(kind.rawValue): \(plans) plans of \(tokens) tokens at \(roundTrip) ms, \(stalled) stalled; median "
            + "\(tenths(median)) ms, longest \(tenths(walls[walls.count - 1])) ms.")
      }
    }
  }

  private func measure(_ row: NetworkRow, on scene: Scene, _ work: (Int) -> Scene.Work) throws -> NetworkRow {
    var row = row
    for number in 0...runs {
      let work = work(number)
      let run = try scene.tokenform(work)
      let floors = [try scene.floor(of: work), try scene.floor(of: work, options: ["HTTP/2"])]
      guard number > 0 else { continue }
      row.runs.append(run)
      for index in floors.indices { row.floors[index].append(floors[index]) }
    }
    return row
  }

  private typealias Serve = (Gateway.Kind, GatewaySettings) async throws -> Gateway

  /// Makes a sandbox and a link to its gateways.
  private func withScene(
    tokens: Int, roundTrip: Int, _ body: (Scene, Serve) async throws -> Void
  ) async throws {
    let link = try await Link(roundTrip: roundTrip)
    defer { link.end() }
    let directory = try TemporaryDirectory()
    let certificate = try await Certificate(for: "IP:\(link.address)", in: directory)
    let scene = try await Scene(tokens: tokens, latency: 0, programs: programs)
    try scene.recordRequests()
    guard let port = scene.target.url.split(separator: ":").last.flatMap({ Int($0) }) else {
      throw Fault(description: "the sandbox's address is \(scene.target.url)")
    }
    scene.target.launcher = link.launcher
    scene.target.environment = ["SSL_CERT_FILE": certificate.authorities]
    try await body(scene) { kind, settings in
      let gateway = try Gateway(
        kind, at: link.address, platform: port, with: certificate, in: directory, settings: settings)
      try await gateway.start()
      scene.target.url = gateway.url
      return gateway
    }
    try await scene.end()
  }
}
