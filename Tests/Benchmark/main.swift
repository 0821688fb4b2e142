import Glibc
import TestNetwork
import TestSupport

/// Measures `tokenform` side by side with what cannot be saved: libyaml's bare event loop over the same files, and
/// libcurl moving the same requests at the same parallelism without looking at the responses.
///
///     benchmark [--quick] [--tokens N]... [--latency MS]... [--runs N] [--json FILE] [--page FILE]
///     benchmark --network [--tokens N]... [--latency MS]... [--runs N] [--stall-plans N] [--page FILE]
///
/// The second form measures over TLS and distance; there a latency is a round trip.
let options = try Options(CommandLine.arguments.dropFirst())
let programs = Programs()

func say(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

if options.isNetwork {
  let kinds = options.stallPlans > 0 ? Gateway.Kind.allCases : [.nginx]
  if let obstacle = NetworkBenchmark.obstacle(with: kinds) {
    say("skipped: the network is not measured, because \(obstacle)\n")
    exit(0)
  }
  if !Isolation.isEntered { say("making namespaces of network, mounts and processes that end with this command\n") }
  try Isolation.enter()
  try await measureNetwork(through: kinds)
} else {
  try await measureLoopback()
}

func measureNetwork(through kinds: [Gateway.Kind]) async throws {
  let benchmark = NetworkBenchmark(programs: programs, runs: options.runs)
  if options.stallPlans > 0 {
    var sentences = ""
    try await benchmark.countStalls(
      plans: options.stallPlans, tokens: options.tokens.max() ?? 0, roundTrip: options.latencies[0], through: kinds
    ) {
      sentences += "- \($0)\n"
      say("\($0)\n")
    }
    if let path = options.page { try MarkedPage.fill(path, with: [("stalls", sentences)]) }
    return
  }
  var table = NetworkRow.head
  for tokens in options.tokens {
    for roundTrip in options.latencies {
      try await benchmark.rows(tokens: tokens, roundTrip: roundTrip) {
        table += $0.line
        say($0.line)
      }
    }
  }
  table += "\nMedians of \(options.runs) runs after a warm-up.\n"
  print(table)
  if let path = options.page {
    let origin = "Made by `make bench NETWORK=1` \(Machine.description).\n\n"
    try MarkedPage.fill(path, with: [("network", origin + table)])
  }
}

func measureLoopback() async throws {
  var table = Table(runs: options.runs)
  table.add(try StartUp.rows(programs, runs: options.runs))
  table.add(try SharedLists.rows(programs, tokens: options.renderedTokens, runs: options.runs))
  for tokens in options.tokens {
    for latency in options.latencies {
      let scene = try await Scene(tokens: tokens, latency: latency, programs: programs)
      for row in try scene.rows(runs: options.runs) { table.add([row]) }
      if latency == 0, tokens == options.renderedTokens { table.add(try scene.renderingRows(runs: options.runs)) }
      if latency == 0, tokens == options.renderedTokens { table.note(try await scene.sandboxSpeed()) }
      try await scene.end()
    }
  }
  print(table.text)
  if let path = options.json { try table.writeJSON(to: path) }
  if let path = options.page {
    try MarkedPage.fill(path, with: [("benchmark", "Made by `make bench` \(Machine.description).\n\n\(table.text)")])
  }
}
