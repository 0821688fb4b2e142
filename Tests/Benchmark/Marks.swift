/// What the figures have to reach, as far as they were measured.
struct Marks {
  private let figures: [Figures]

  init(_ figures: [Figures]) {
    self.figures = figures
  }

  private struct Mark {
    let what: String
    let measured: Double
    let limit: Double

    var line: String {
      "| \(what) | \(hundredths(measured)) | \(hundredths(limit)) | \(measured <= limit ? "yes" : "no") |\n"
    }
  }

  /// A table; empty if nothing was measured that has a mark.
  var text: String {
    let lines = (startUp + sets + plans + growth + writing + requests + rendering).map(\.line)
    guard !lines.isEmpty else { return "" }
    return "\n| target | measured | at most | reached |\n|---|--:|--:|---|\n" + lines.joined()
  }

  private func find(_ tokens: Int, _ latency: Int, _ what: String) -> Figures? {
    figures.first { $0.tokens == tokens && $0.latencyMs == latency && $0.what == what }
  }

  private var startUp: [Mark] {
    figures.filter { $0.tokens == 1 }.map { Mark(what: "`\($0.what)`, ms", measured: $0.wallMs, limit: 15) }
  }

  private var sets: [Mark] {
    figures.filter { $0.what == SharedLists.throughSets }.compactMap { sets in
      find(sets.tokens, 0, SharedLists.writtenOut).map { lists in
        Mark(
          what: "\(sets.what), times \(SharedLists.writtenOut)", measured: sets.wallMs / lists.wallMs, limit: 1)
      }
    }
  }

  private var plans: [Mark] {
    var marks: [Mark] = []
    if let plan = find(10_000, 0, Scene.unchangedPlan), let ratio = plan.ratio {
      marks.append(Mark(what: "plan of 10,000, no latency, times the floor", measured: ratio, limit: 3))
      marks.append(Mark(what: "plan of 10,000, no latency, MiB", measured: plan.memoryMib, limit: 100))
    }
    if let ratio = find(10_000, 20, Scene.unchangedPlan)?.ratio {
      marks.append(Mark(what: "plan of 10,000, 20 ms, times the floor", measured: ratio, limit: 1.2))
    }
    return marks
  }

  private var growth: [Mark] {
    [0, 20].flatMap { latency -> [Mark] in
      guard let small = find(10_000, latency, Scene.unchangedPlan),
        let large = find(100_000, latency, Scene.unchangedPlan)
      else { return [] }
      let what = "plan of 100,000, \(latency) ms, times"
      return [
        Mark(what: "\(what) the time of 10,000", measured: large.wallMs / small.wallMs, limit: 11),
        Mark(what: "\(what) the memory of 10,000", measured: large.memoryMib / small.memoryMib, limit: 8),
      ]
    }
  }

  private var writing: [Mark] {
    guard let ratio = find(10_000, 20, Scene.apply)?.ratio else { return [] }
    return [Mark(what: "apply of 1,000 updates, 20 ms, times the floor", measured: ratio, limit: 1.15)]
  }

  private var requests: [Mark] {
    let counted: [Mark] = figures.compactMap { row in
      let changed = row.what == Scene.apply ? (row.tokens + 9) / 10 : 0
      guard row.tokens > 1 else { return nil }
      return Mark(what: "", measured: Double(row.requests), limit: Double((row.tokens + 99) / 100 + changed))
    }
    guard let worst = counted.max(by: { $0.measured - $0.limit < $1.measured - $1.limit }) else { return [] }
    return [Mark(what: "requests beyond pages and PUTs, in any row", measured: worst.measured - worst.limit, limit: 0)]
  }

  /// What comparing and printing 10,000 changes adds to a plan with nothing to change.
  private var rendering: [Mark] {
    guard let unchanged = find(10_000, 0, Scene.unchangedPlan) else { return [] }
    return figures.filter { $0.tokens == 10_000 && $0.what.hasPrefix(Scene.rendering) }.map { row in
      Mark(
        what: "\(row.what), ms beyond \(Scene.unchangedPlan)", measured: row.wallMs - unchanged.wallMs, limit: 150)
    }
  }
}
