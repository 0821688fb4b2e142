/// What the command line asks for.
struct Options {
  var tokens = [100, 1_000, 10_000, 100_000]
  /// In milliseconds.
  var latencies = [0, 20]
  /// Runs that count, after one that does not.
  var runs = 5
  var json: String?
  /// Whether to measure over TLS and distance instead of on loopback.
  var isNetwork = false
  /// How many plans go through each gateway, to see whether one stalls.
  var stallPlans = 0
  /// The page that the table is written into.
  var page: String?

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    var (tokens, latencies): ([Int], [Int]) = ([], [])
    while let name = rest.popFirst() {
      if name == "--quick" {
        self.tokens = [100, 1_000, 10_000]
        runs = 3
        continue
      }
      if name == "--network" {
        isNetwork = true
        continue
      }
      guard let value = rest.popFirst() else { throw Fault(description: "\(name) needs a value") }
      switch (name, Int(value)) {
      case ("--tokens", let number?) where 10...100_000 ~= number: tokens.append(number)
      case ("--latency", let number?) where number >= 0: latencies.append(number)
      case ("--runs", let number?) where number > 0: runs = number
      case ("--stall-plans", let number?) where number > 0: stallPlans = number
      case ("--json", _): json = value
      case ("--page", _): page = value
      default: throw Fault(description: "\(name) \(value) is not understood")
      }
    }
    if isNetwork { (self.tokens, self.latencies) = ([1_000, 10_000], [20, 80]) }
    if !tokens.isEmpty { self.tokens = tokens }
    if !latencies.isEmpty { self.latencies = latencies }
  }

  /// The account that rendering is measured with.
  var renderedTokens: Int { tokens.contains(10_000) ? 10_000 : tokens.max() ?? 0 }
}

/// Why there are no figures.
struct Fault: Error, CustomStringConvertible {
  let description: String
}
