import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  /// The outcome of each token, first what needs attention.
  mutating func writeResults(_ report: ReportFigures, of plan: Plan) {
    markup("<section>\n<h2>Results</h2>\n")
    var indices: [TokenID: Int] = [:]
    for (index, change) in plan.changes.enumerated() { indices[change.id] = index }
    markup("<ul class=\"results\">\n")
    for result in report.byUrgency {
      let index = indices[result.id]
      writeResult(result, index: index, name: index.flatMap { plan.changes[$0].name })
    }
    markup("</ul>\n</section>\n")
  }

  /// The outcome as a word with its colour.
  mutating func writeOutcome(_ outcome: Outcome) {
    switch outcome {
    case .applied, .alreadyApplied: markup("<b class=\"tag granted\">")
    case .failed, .unknown: markup("<b class=\"tag revoked\">")
    case .notConverged, .notAttempted: markup("<b class=\"tag refiltered\">")
    }
    element("", outcome.words, "</b>")
  }

  private mutating func writeResult(_ result: TokenResult, index: Int?, name: VerbatimText?) {
    markup("<li>")
    writeOutcome(result.outcome)
    markup(" ")
    if let index {
      markup("<a href=\"#t")
      number(index + 1)
      markup("\">")
      code(result.id.rawValue)
      markup("</a>")
    } else {
      code(result.id.rawValue)
    }
    if let name {
      markup(" ")
      self.name(name.string)
    }
    if let message = result.message {
      markup("<p>")
      sentence(message)
      markup("</p>")
    }
    if !result.outcome.isDone { writeAttempts(of: result) }
    for text in result.mismatches.texts {
      writeText(TextPair(text.field, from: text.before, to: text.after, relation: .mismatch))
    }
    if let modules = result.mismatches.modules { writeModules(modules, as: .mismatch) }
    if let extensions = result.mismatches.extensions { writeExtensions(extensions, as: .mismatch) }
    markup("</li>\n")
  }

  private mutating func writeAttempts(of result: TokenResult) {
    let attempts = result.attemptsWorthSaying
    guard attempts != nil || result.traceID != nil else { return }
    markup("<p class=\"note\">")
    text(attempts ?? "")
    if let trace = result.traceID {
      text(attempts == nil ? "trace id " : ", trace id ")
      code(trace)
    }
    markup("</p>")
  }
}
