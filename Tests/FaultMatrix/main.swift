import Glibc
import TestNetwork
import TestSupport

/// Drives `tokenform` through the faults of the sandbox, and stops it at random moments. Ends with 1 where anything was
/// lost, untrue or not mended.
///
///     fault-matrix [--seed N] [--seeds N] [--kills N] [--quick] [--wire] [--page FILE]
///
/// With `--wire` it drives it through the faults of the wire instead.
let options = try Options(CommandLine.arguments.dropFirst())

/// Returns whether nothing was lost, untrue or not mended.
func testSandbox() async throws -> Bool {
  let rows = FaultRow.all(seed: options.seed, seeds: options.seeds)
  let matrix = try await FaultMatrix.run(options.isQuick ? rows.map(\.quick) : rows, atOnce: 12)
  print(matrix.table)
  print(matrix.summary)

  var generator = SeededGenerator(seed: UInt64(options.seed))
  let requests = try await KillTest.requestsOfAnApply()
  var stops: [KillTest.Stop] = []
  for number in 0..<options.kills {
    let signal = KillTest.signals[number % KillTest.signals.count]
    // Each fifth falls before the first writes or among them, where a run spends little of its time.
    let last = number % 5 == 0 ? requests - KillTest.account.changed.count + 10 : requests
    let moment = Int.random(in: 1...last, using: &generator)
    let stop = try await KillTest.stop(by: signal, after: moment, undoes: number % 4 == 0)
    for fault in stop.faults { complain("\(signal.name) after \(moment) requests: \(fault)") }
    stops.append(stop)
  }
  print(KillPage.table(stops))

  if let page = options.page {
    let machine = "on a machine with \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores"
    let command = "`make faults SEED=\(options.seed) KILLS=\(options.kills)` \(machine)"
    try MarkedPage.fill(
      page,
      with: [
        ("faults", "Made by \(command).\n\n\(matrix.table)\n\(matrix.summary)\n"),
        ("kills", "Made by \(command).\n\n\(KillPage.table(stops))"),
      ])
  }
  return matrix.isClean && stops.allSatisfy(\.faults.isEmpty)
}

/// Returns true where the wire cannot be tested here.
func testWire() async throws -> Bool {
  let gateways = options.isQuick ? [.nginx] : Gateway.Kind.allCases
  if let obstacle = Isolation.obstacle(to: gateways, programs: options.isQuick ? [] : [Proxy.program]) {
    print("skipped: the faults of the wire, because \(obstacle)")
    return true
  }
  try Isolation.enter()
  let names = try TemporaryDirectory()
  try Wire.replaceNames(in: names)
  let matrix = try await FaultMatrix.runWire(isQuick: options.isQuick)
  print(matrix.table)
  print(matrix.summary)
  if let page = options.page {
    let origin = "Made by `make faults`.\n\n"
    try MarkedPage.fill(page, with: [("wire", origin + "\(matrix.table)\n\(matrix.summary)\n")])
  }
  return matrix.isClean
}

let isClean = try await options.isWire ? testWire() : testSandbox()
exit(isClean ? 0 : 1)
