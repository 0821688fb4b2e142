/// A row of the matrix: a way in which the platform fails, and the runs that meet it.
struct FaultRow: Sendable {
  enum Command: Sendable {
    case plan
    case apply
    /// `plan --out`, then another writer, then `apply` of that plan.
    case applyOfStalePlan
  }

  let title: String
  /// Options of the sandbox for each run.
  private(set) var plans: [[String]]
  private(set) var applies: [[String]]
  /// Further options of `tokenform`.
  private(set) var arguments: [String] = []
  private(set) var applyCommand = Command.apply

  /// A misbehaviour of the platform that is always there.
  private init(always option: String...) {
    title = "`\(option.joined(separator: " "))`"
    (plans, applies) = ([option], [option])
  }

  /// A fault that hits the first requests of its kind, all of them, and then some at random, under several seeds.
  private init(_ kind: String, options: [String] = [], arguments: [String] = [], seeds: [Int]) {
    title = (["`\(kind)`"] + (options.isEmpty ? [] : ["`\(options.joined(separator: " "))`"])).joined(separator: ", ")
    let random = seeds.map { ["--fault", "\(kind):p=0.2", "--fault-seed", "\($0)"] + options }
    plans = [["--fault", "\(kind):first=2"] + options, ["--fault", kind] + options] + random
    applies = [["--fault", "\(kind)@PUT:first=3"] + options, ["--fault", "\(kind)@PUT"] + options] + random
    self.arguments = arguments
  }

  private init(
    title: String, plans: [[String]] = [], applies: [[String]], arguments: [String] = [],
    applyCommand: Command = .apply
  ) {
    (self.title, self.plans, self.applies, self.arguments) = (title, plans, applies, arguments)
    self.applyCommand = applyCommand
  }

  /// - Parameter seeds: How many seeds the faults at random are drawn with, at least 1.
  static func all(seed: Int, seeds: Int) -> [FaultRow] {
    let few = (0..<seeds).map { seed * 1000 + $0 }
    return
      statuses.map { FaultRow($0, seeds: few) } + [
        FaultRow("throttle", options: ["--retry-after", "1"], seeds: few),
        FaultRow("throttle", options: ["--retry-after", "date"], seeds: few),
        FaultRow("html-502", seeds: few),
        FaultRow("close-before", seeds: few),
        FaultRow("close-after", seeds: few),
        FaultRow("hang-before", arguments: ["--timeout", "1"], seeds: few),
        FaultRow("hang-after", arguments: ["--timeout", "1"], seeds: few),
        FaultRow("html-200", seeds: few),
        FaultRow("broken-json", seeds: few),
        FaultRow("truncate", seeds: few),
        FaultRow("drip", seeds: few),
        FaultRow("not-found", seeds: few),
        FaultRow("redirect", seeds: few),
        latePUT(seeds: few),
        laggingReads(seeds: few),
        concurrentWriter("before", seeds: few),
        concurrentWriter("after", seeds: few),
        FaultRow(
          title: "another writer between `plan --out` and `apply`", applies: [[]], applyCommand: .applyOfStalePlan),
      ] + misbehaviours + [
        deadline, mix(0.2, seed: seed, runs: seeds * 4), mix(0.5, seed: seed, runs: seeds * 4),
      ]
  }

  /// The first run with each command, and no more.
  var quick: FaultRow {
    var row = self
    row.plans = Array(plans.prefix(1))
    row.applies = Array(applies.prefix(1))
    return row
  }

  private static let statuses =
    [500, 502, 503, 504].flatMap { ["status-\($0)-before", "status-\($0)-after"] }
    + ["status-401-before", "status-403-before"]

  private static let misbehaviours = [
    FaultRow(always: "--endless-pages"), FaultRow(always: "--total", "3"), FaultRow(always: "--total", "100000"),
    FaultRow(always: "--read-lag", "2"), FaultRow(always: "--answers", "older"), FaultRow(always: "--explicit-nulls"),
    FaultRow(always: "--reject-subtractive-select"), FaultRow(always: "--refuse-read-only"),
    FaultRow(always: "--minimal-put-answers"), FaultRow(always: "--drop-writes", "description"),
    FaultRow(always: "--drop-writes", "modules"), FaultRow(always: "--normalise-text"),
    FaultRow(always: "--reject-lists", "403"), FaultRow(always: "--reject-lists", "400"),
    FaultRow(always: "--reject-select"), FaultRow(always: "--redirect-lists"), FaultRow(always: "--ignore-filters"),
    FaultRow(always: "--omit-silently", "modules"), FaultRow(always: "--lists-without-filters"),
    FaultRow(always: "--null-total"), FaultRow(always: "--short-pages"), FaultRow(always: "--no-revision"),
    FaultRow(always: "--unknown-members"),
  ]

  /// A PUT gets no answer, and is carried out after more requests: while the run asks what came of it, or later.
  private static func latePUT(seeds: [Int]) -> FaultRow {
    let random = seeds.map { ["--fault", "late-3@PUT:p=0.2", "--fault-seed", "\($0)"] }
    return FaultRow(
      title: "`late-3`, `late-50`",
      applies: [["--fault", "late-3@PUT:first=3"], ["--fault", "late-50@PUT:first=3"], ["--fault", "late-3@PUT"]]
        + random,
      arguments: ["--timeout", "1"])
  }

  /// The reads that are to show what came of a write still show what was there before.
  private static func laggingReads(seeds: [Int]) -> FaultRow {
    let lag = ["--read-lag", "2"]
    let random = seeds.map { ["--fault", "status-502-after@PUT:p=0.2", "--fault-seed", "\($0)"] + lag }
    return FaultRow(
      title: "`status-502-after`, `--read-lag 2`",
      applies: [
        ["--fault", "status-502-after@PUT:first=3"] + lag, ["--fault", "status-502-after@PUT"] + lag,
        ["--fault", "close-after@PUT:first=3", "--read-lag", "1000"],
      ] + random)
  }

  /// Lists are read whole, so only writes can meet this writer.
  private static func concurrentWriter(_ moment: String, seeds: [Int]) -> FaultRow {
    let kind = "concurrent-writer-\(moment)@PUT"
    let random = seeds.map { ["--fault", "\(kind):p=0.2", "--fault-seed", "\($0)"] }
    return FaultRow(
      title: "`concurrent-writer-\(moment)`", applies: [["--fault", "\(kind):first=3"], ["--fault", kind]] + random)
  }

  /// A write hangs for longer than the run may take.
  private static let deadline = FaultRow(
    title: "`hang-after`, `--deadline 1`", applies: [["--fault", "hang-after@PUT:at=4"]],
    arguments: ["--timeout", "3", "--deadline", "1", "--parallelism", "2"])

  /// A request meets one of ten faults with a certain probability.
  private static func mix(_ probability: Double, seed: Int, runs: Int) -> FaultRow {
    let kinds = [
      "status-500-before", "status-503-after", "throttle", "html-502", "close-before", "close-after", "hang-after",
      "html-200", "broken-json", "truncate",
    ]
    let faults = kinds.flatMap { ["--fault", "\($0):p=\(probability / 10)"] }
    let options = (0..<runs).map { faults + ["--fault-seed", "\(seed * 1000 + $0)"] }
    return FaultRow(
      title: "a mix of ten faults, p = \(probability)", plans: options, applies: options, arguments: ["--timeout", "1"])
  }
}
