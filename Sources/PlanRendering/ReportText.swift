import Planning
import TokenModel

extension TextPage {
  /// What became of each token, those that need somebody's attention last, and then the counts.
  mutating func writeReport(_ report: ApplyReport, of plan: Plan) {
    let changes = Dictionary(plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let done = report.results.filter(\.outcome.isDone)
    let open = report.results.filter { !$0.outcome.isDone }
    for result in done {
      writeResult(result, of: changes[result.id])
      if let message = result.message { line(foreign.sentence(message), indent: 4) }
      passOn()
    }
    if !done.isEmpty { line() }
    for result in open {
      writeResult(result, of: changes[result.id])
      writeDetails(of: result)
      passOn()
    }
    if !open.isEmpty { line() }
    beginSummary()
    if let ending = report.ending { line(style.paint(ending.explanation, .yellow)) }
    if !report.isConverged {
      line(Self.advice)
      if let left = plan.left(after: report).fingerprint { line("What is left: \(left)") }
    }
    line(style.paint(outcomeCounts(of: report), .bold))
  }

  static let advice =
    "Plan again to see what is left, then apply again: nothing is written twice."

  /// `Applied: 3. Failed: 1.`
  func outcomeCounts(of report: ApplyReport) -> String {
    let counts = Outcome.allCases.map { ($0, report.count($0)) }.filter { $0.0 == .applied || $0.1 > 0 }
    return counts.map { "\($0.title): \($1)." }.joined(separator: " ")
  }

  private mutating func writeResult(_ result: TokenResult, of change: TokenChange?) {
    let word = style.paint(result.outcome.words.padded(to: Outcome.longestWords), result.outcome.paint)
    let start = "\(word)  \(foreign.word(result.id.rawValue))"
    line(change.map { "\(start)  \(name(of: $0, columns: 46))" } ?? start)
  }

  private mutating func writeDetails(of result: TokenResult) {
    if let message = result.message { line(foreign.sentence(message), indent: 4) }
    var facts: [String] = []
    if result.attempts > 1 { facts.append("\(result.attempts) attempts") }
    if let trace = result.traceID { facts.append("trace id \(foreign.word(trace))") }
    if !facts.isEmpty { line(facts.joined(separator: ", "), indent: 4) }
    for text in result.mismatches.texts {
      writeText(TextPair(text.field, from: text.before, to: text.after, relation: .mismatch), indent: 4)
    }
    if let modules = result.mismatches.modules { writeModules(modules, as: .mismatch, indent: 4) }
  }
}

extension Outcome {
  var isDone: Bool { self == .applied || self == .alreadyApplied }

  var words: String {
    switch self {
    case .applied: "applied"
    case .alreadyApplied: "already applied"
    case .notConverged: "not converged"
    case .failed: "failed"
    case .notAttempted: "not attempted"
    case .unknown: "unknown"
    }
  }

  fileprivate var title: String { words.prefix(1).uppercased() + words.dropFirst() }

  fileprivate static let longestWords = "already applied".count

  fileprivate var paint: TextStyle.Paint? {
    switch self {
    case .applied: .green
    case .alreadyApplied: nil
    case .failed, .unknown: .red
    case .notConverged, .notAttempted: .yellow
    }
  }
}

extension RunEnding {
  var explanation: String {
    switch self {
    case .interrupted: "The run was interrupted: after the signal no update was started."
    case .deadline: "The time that --deadline allows is over: no further update was started."
    case .unauthorized: "The run ended early: the platform does not accept the credential (401)."
    case .failFast: "The run ended at the first failure, as --fail-fast says."
    }
  }
}
