package import TokenModel

/// Writes a plan, one PUT per token that differs, and determines the outcome of each.
package struct Applier: Sendable {
  private let update: TokenUpdate
  private let parallelism: Int
  private let failFast: Bool

  /// - Parameter parallelism: How many tokens are written at once, at least 1.
  package init(
    reader: any TokenReader, writer: any TokenWriter, retries: RetryPolicy, parallelism: Int, failFast: Bool
  ) {
    update = TokenUpdate(reader: reader, writer: writer, retries: retries)
    self.parallelism = max(1, parallelism)
    self.failFast = failFast
  }

  /// Writes the changes: those that narrow access first, then mixed ones, then the rest. A failure does not stop the
  /// others unless fail-fast is set. When the task is cancelled, nothing new is started and calls in flight are awaited.
  ///
  /// - Parameter finished: Called with each result as it is known, in no particular order and never concurrently.
  package func apply(
    _ changes: [TokenChange], alreadyApplied: Set<TokenID> = [], finished: (TokenResult) -> Void = { _ in }
  ) async -> ApplyReport {
    var report = ApplyReport(results: [])
    func finish(_ result: TokenResult) {
      report.results.append(result)
      finished(result)
    }
    for change in changes where alreadyApplied.contains(change.id) {
      finish(TokenResult(id: change.id, outcome: .alreadyApplied, attempts: 0))
    }
    var waiting = changes.filter { !alreadyApplied.contains($0.id) }.inWritingOrder[...]
    await withTaskGroup(of: TokenUpdate.WriteResult.self) { group in
      var running = 0
      while true {
        if Task.isCancelled, report.ending == nil, !waiting.isEmpty { report.ending = .interrupted }
        while running < parallelism, report.ending == nil, let next = waiting.popFirst() {
          group.addTask { [update] in await update.write(next) }
          running += 1
        }
        guard let end = await group.next() else { break }
        running -= 1
        finish(end.result)
        if report.ending == nil { report.ending = end.ending ?? failFastEnding(after: end.result) }
      }
    }
    for change in waiting {
      finish(TokenResult(id: change.id, outcome: .notAttempted, attempts: 0))
    }
    report.results.sort { $0.id < $1.id }
    return report
  }

  private func failFastEnding(after result: TokenResult) -> EarlyExit? {
    failFast && result.outcome != .applied ? .failFast : nil
  }
}

extension [TokenChange] {
  fileprivate var inWritingOrder: [TokenChange] {
    let byRank = Dictionary(grouping: self) { change in
      switch change.effect {
      case .narrows: 0
      case .mixed: 1
      case .widens, .neutral: 2
      }
    }
    return (0...2).flatMap { byRank[$0] ?? [] }
  }
}
