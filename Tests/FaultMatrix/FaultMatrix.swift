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

  /// Carries all runs out, some at once: most of their time goes by with waiting.
  static func run(_ rows: [FaultRow], atOnce: Int) async throws -> FaultMatrix {
    var waiting = rows.enumerated().flatMap { index, row in
      row.plans.map { (index, FaultRun(command: .plan, sandboxOptions: $0, arguments: row.arguments)) }
        + row.applies.map { (index, FaultRun(command: row.applyCommand, sandboxOptions: $0, arguments: row.arguments)) }
    }[...]
    var matrix = FaultMatrix(rows: rows.map { Row(title: $0.title) })
    try await withThrowingTaskGroup(of: (Int, FaultRun, Verdict).self) { group in
      func startNext() {
        guard let (index, run) = waiting.popFirst() else { return }
        group.addTask {
          do {
            return (index, run, try await run.verdict())
          } catch {
            throw RunFault(description: "\(run.sandboxOptions) \(run.command): \(error)")
          }
        }
      }
      for _ in 0..<atOnce { startNext() }
      for try await (index, run, verdict) in group {
        for contradiction in verdict.contradictions {
          complain("\(run.sandboxOptions) \(run.command): \(contradiction)")
        }
        if !verdict.hasConverged { complain("\(run.sandboxOptions) \(run.command): no convergence") }
        if run.command == .plan {
          matrix.rows[index].plan.verdicts.append(verdict)
        } else {
          matrix.rows[index].apply.verdicts.append(verdict)
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
