/// The matrix of faults: every row's runs, with plan and with apply.
struct FaultMatrix: Sendable {
  /// The runs of one row with one command.
  struct Cell: Sendable {
    var verdicts: [Verdict] = []
    var faults: [String] { verdicts.flatMap { $0.contradictions + ($0.hasConverged ? [] : ["no convergence"]) } }
  }

  struct Row: Sendable {
    let title: String
    var plan = Cell()
    var apply = Cell()
  }

  private(set) var rows: [Row]

  /// A run that is to be judged.
  struct Run: Sendable {
    /// The row that it belongs to.
    let row: Int
    let isPlan: Bool
    let description: String
    let verdict: @Sendable () async throws -> Verdict
  }

  static func run(_ rows: [FaultRow], atOnce: Int) async throws -> FaultMatrix {
    let runs = rows.enumerated().flatMap { index, row in
      (row.plans.map { (FaultRow.Command.plan, $0) } + row.applies.map { (row.applyCommand, $0) }).map {
        command, options in
        let run = FaultRun(command: command, sandboxOptions: options, arguments: row.arguments)
        return Run(row: index, isPlan: command == .plan, description: "\(options) \(command)", verdict: run.verdict)
      }
    }
    return try await run(runs, of: rows.map(\.title), atOnce: atOnce)
  }

  /// Carries all runs out, some at once: most of their time goes by with waiting.
  static func run(_ runs: [Run], of titles: [String], atOnce: Int) async throws -> FaultMatrix {
    var waiting = runs[...]
    var matrix = FaultMatrix(rows: titles.map { Row(title: $0) })
    try await withThrowingTaskGroup(of: (Run, Verdict).self) { group in
      func startNext() {
        guard let run = waiting.popFirst() else { return }
        group.addTask {
          do {
            return (run, try await run.verdict())
          } catch {
            throw RunFault(description: "\(run.description): \(error)")
          }
        }
      }
      for _ in 0..<atOnce { startNext() }
      for try await (run, verdict) in group {
        for contradiction in verdict.contradictions { complain("\(run.description): \(contradiction)") }
        if !verdict.hasConverged { complain("\(run.description): no convergence") }
        if run.isPlan {
          matrix.rows[run.row].plan.verdicts.append(verdict)
        } else {
          matrix.rows[run.row].apply.verdicts.append(verdict)
        }
        startNext()
      }
    }
    return matrix
  }

  var isClean: Bool { rows.allSatisfy { $0.plan.faults.isEmpty && $0.apply.faults.isEmpty } }
}

/// A run that could not be judged.
struct RunFault: Error, CustomStringConvertible {
  let description: String
}
