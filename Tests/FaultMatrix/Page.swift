extension FaultMatrix {
  var table: String {
    let head = """
      | fault | plan | plan agrees | planned again | apply: exit codes | apply: outcomes | report agrees | converged |
      |---|---|---|---|---|---|---|---|

      """
    return head
      + rows.map { row in
        let plan = row.plan.verdicts.isEmpty ? "– | – | –" : "\(row.plan.reported) | \(row.plan.agreement)"
        let apply = "\(row.apply.exitCodes) | \(row.apply.reported) | \(row.apply.agreement)"
        return "| \(row.title) | \(plan) | \(apply) |\n"
      }.joined()
  }

  var summary: String {
    let all = rows.flatMap { $0.plan.verdicts + $0.apply.verdicts }
    let wrong = all.count { !$0.contradictions.isEmpty }
    let stuck = all.count { !$0.hasConverged }
    return "\(all.count) runs. Reports that the platform contradicts: \(wrong). Runs that no rerun mended: \(stuck)."
  }
}

extension FaultMatrix.Cell {
  private static let order = [
    "whole", "error", "nothing written", "applied", "already_applied", "not_converged", "failed",
    "unknown", "not_attempted",
  ]

  fileprivate var reported: String {
    var sums: [String: Int] = [:]
    for verdict in verdicts { sums.merge(verdict.reported, uniquingKeysWith: +) }
    let rank = { (word: String) in Self.order.firstIndex(of: word) ?? Self.order.count }
    return sums.sorted { rank($0.key) < rank($1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  fileprivate var exitCodes: String {
    Dictionary(grouping: verdicts, by: \.exitCode).sorted { $0.key < $1.key }
      .map { "\($0.key) × \($0.value.count)" }.joined(separator: ", ")
  }

  fileprivate var agreement: String {
    "\(verdicts.count { $0.contradictions.isEmpty }) of \(verdicts.count) | "
      + "\(verdicts.count(where: \.hasConverged)) of \(verdicts.count)"
  }
}

enum KillPage {
  static func table(_ stops: [KillTest.Stop]) -> String {
    """
    | signal | runs | exit codes | applied at the end of the run: least, median, most | unknown | lost | \
    reports and events that are wrong | undo plans that restored | converged |
    |---|---|---|---|---|---|---|---|---|

    """ + KillTest.signals.map { signal in row(signal.name, stops.filter { $0.signal == signal.name }) }.joined()
      + row("all", stops)
  }

  private static func row(_ name: String, _ stops: [KillTest.Stop]) -> String {
    let applied = stops.map(\.applied).sorted()
    let codes = Dictionary(grouping: stops, by: \.exitCode).sorted { $0.key < $1.key }
      .map { "\($0.key < 0 ? "killed" : "\($0.key)") × \($0.value.count)" }.joined(separator: ", ")
    let undone = stops.compactMap(\.isUndone)
    let cells = [
      name, "\(stops.count)", codes,
      applied.isEmpty ? "–" : "\(applied[0]), \(applied[applied.count / 2]), \(applied[applied.count - 1])",
      "\(stops.reduce(0) { $0 + $1.unknown })", "\(stops.reduce(0) { $0 + $1.lost })",
      "\(stops.count { !$0.contradictions.isEmpty })", "\(undone.count { $0 }) of \(undone.count)",
      "\(stops.count(where: \.hasConverged)) of \(stops.count)",
    ]
    return "| \(cells.joined(separator: " | ")) |\n"
  }
}
