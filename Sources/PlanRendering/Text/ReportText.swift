import PlanDocument
import Planning
import TokenModel

extension TextPage {
  /// The outcome of each token, those that need attention last, and then the counts.
  mutating func writeReport(_ report: ReportFigures, _ review: PlanReview) {
    let changes = Dictionary(review.plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let done = report.report.results.filter(\.outcome.isDone)
    let open = report.report.results.filter { !$0.outcome.isDone }
    for result in done {
      writeResult(result, of: changes[result.id])
      if let message = result.message { line(untrusted.sentence(message), indent: 4) }
    }
    if !done.isEmpty { line() }
    for result in open {
      writeResult(result, of: changes[result.id])
      writeDetails(of: result)
    }
    if !open.isEmpty { line() }
    beginSummary()
    if let ending = report.report.ending { line(style.paint(ending.explanation(review.options), .magenta)) }
    if !open.isEmpty {
      line(EarlyExit.advice)
      if let left = review.fingerprintLeft { line("Remaining changes: \(left)") }
    }
    for sentence in review.partiality?.sentences(untrusted.word) ?? [] { writeWrapped(sentence + ".") }
    for (lead, access) in report.accessByOutcome(planned: review.planned) {
      writeAccess(access, lead: lead.padded(to: Self.outcomeColumns) + "  ", indent: 0)
    }
    line(style.paint(report.outcomeCounts, .bold))
  }

  private static let outcomeColumns = "Already set:".count

  private mutating func writeResult(_ result: TokenResult, of change: TokenChange?) {
    let word = style.paint(result.outcome.words.padded(to: Outcome.wordColumns), result.outcome.paint)
    let start = "\(word)  \(untrusted.word(result.id.rawValue))"
    line(change.map { "\(start)  \(name(of: $0, columns: 46))" } ?? start)
  }

  private mutating func writeDetails(of result: TokenResult) {
    if let message = result.message { line(untrusted.sentence(message), indent: 4) }
    var facts: [String] = []
    if let attempts = result.attemptsWorthSaying { facts.append(attempts) }
    if let trace = result.traceID { facts.append("trace id \(untrusted.word(trace))") }
    if !facts.isEmpty { line(facts.joined(separator: ", "), indent: 4) }
    for text in result.mismatches.texts {
      writeText(TextPair(text.field, from: text.before, to: text.after, relation: .mismatch), indent: 4)
    }
    if let modules = result.mismatches.modules { writeModules(modules, as: .mismatch, indent: 4) }
    if let extensions = result.mismatches.extensions { writeExtensions(extensions, as: .mismatch, indent: 4) }
  }
}

extension Outcome {
  fileprivate static let wordColumns = "already applied".count

  fileprivate var paint: TextStyle.Paint? {
    switch self {
    case .applied: .green
    case .alreadyApplied: nil
    case .failed, .unknown: .red
    case .notConverged, .notAttempted: .magenta
    }
  }
}
