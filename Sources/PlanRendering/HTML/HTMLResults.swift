import Planning
import TokenModel

extension HTMLPage {
  /// What became of each token, first what needs somebody's attention.
  mutating func writeResults(_ report: ApplyReport, of plan: Plan) {
    markup("<section aria-labelledby=\"results\">\n<h2 id=\"results\">What became of each token</h2>\n")
    var indices: [TokenID: Int] = [:]
    for (index, change) in plan.changes.enumerated() { indices[change.id] = index }
    markup("<ul class=\"results\">\n")
    let urgency: [Outcome] = [.failed, .unknown, .notConverged, .notAttempted, .applied, .alreadyApplied]
    for outcome in urgency {
      for result in report.results where result.outcome == outcome {
        let index = indices[result.id]
        writeResult(result, index: index, name: index.flatMap { plan.changes[$0].name })
        passOn()
      }
    }
    markup("</ul>\n</section>\n")
  }

  private mutating func writeResult(_ result: TokenResult, index: Int?, name: VerbatimText?) {
    switch result.outcome {
    case .applied, .alreadyApplied: markup("<li><b class=\"tag granted\">")
    case .failed, .unknown: markup("<li><b class=\"tag revoked\">")
    case .notConverged, .notAttempted: markup("<li><b class=\"tag refiltered\">")
    }
    element("", result.outcome.words, "</b> ")
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
    markup("</li>\n")
  }

  private mutating func writeAttempts(of result: TokenResult) {
    guard result.attempts > 1 || result.traceID != nil else { return }
    markup("<p class=\"note\">")
    if result.attempts > 1 { text("\(result.attempts) attempts") }
    if let trace = result.traceID {
      text(result.attempts > 1 ? ", trace id " : "trace id ")
      code(trace)
    }
    markup("</p>")
  }
}
