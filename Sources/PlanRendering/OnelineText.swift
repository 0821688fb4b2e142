import Planning
import TokenModel

extension TextPage {
  mutating func writeOneline(_ subject: RenderedSubject) {
    if case .report(let report, of: let plan) = subject {
      writeOnelineReport(report, of: plan)
    } else {
      writeOnelinePlan(subject)
    }
  }

  private mutating func writeOnelinePlan(_ subject: RenderedSubject) {
    let plan = subject.plan
    for change in plan.changes {
      line("~ \(onelineFacts(of: change, saysCause: true))")
      passOn()
    }
    for change in plan.drift { line("! drift \(onelineFacts(of: change, saysCause: false))") }
    for unmanaged in plan.noLongerManaged {
      line(
        "! no-longer-managed \(foreign.word(unmanaged.id.rawValue)) "
          + unmanaged.parts(foreign.word).joined(separator: ", "))
    }
    for token in plan.uncovered ?? [] {
      let name = token.name.map { " " + foreign.quoted($0.string, columns: 60) } ?? ""
      line("! unmanaged \(foreign.word(token.id.rawValue))\(name)")
    }
    for id in plan.missing { line("! missing \(foreign.word(id.rawValue))") }
    for refusal in plan.refusals {
      let place = refusal.position.map { foreign.place($0) + ": " } ?? ""
      let help = refusal.help.map { "; " + foreign.sentence($0) } ?? ""
      line("! \(refusal.code.rawValue) \(place)\(foreign.sentence(refusal.message))\(help)")
    }
    if case .dryRun(_, let requests) = subject {
      for request in requests {
        line("\(request.method) \(foreign.sentence(request.url)) \(foreign.sentence(request.body))")
      }
    }
    beginSummary()
    if let obstacle = obstacle(of: plan) { line("! \(obstacle)") }
    let summary = plan.summary
    line(
      "Plan: \(summary.update) to update, \(summary.unchanged) unchanged, \(summary.missing) missing; "
        + "\(accessCounts(summary)).\(plan.fingerprint.map { " " + $0 } ?? "")")
  }

  private func onelineFacts(of change: TokenChange, saysCause: Bool) -> String {
    let modules = change.modules
    let counts = [
      "+\(modules?.granted.count ?? 0)", "-\(modules?.revoked.count ?? 0)", "~\(modules?.refiltered.count ?? 0)",
    ].joined(separator: " ")
    let saysCauses = saysCause && change.cause != nil && change.cause != .proposed
    let field: (TokenField, Cause?) -> String = { field, cause in
      saysCauses && cause != .proposed ? field.name + (cause.map { "(\($0.rawValue))" } ?? "") : field.name
    }
    let fields =
      change.texts.map { field(.text($0.field), $0.cause) } + (modules.map { [field(.modules, $0.cause)] } ?? [])
    return "\(foreign.word(change.id.rawValue)) \(change.effect.rawValue.padded(to: 7)) \(counts) "
      + "\(fields.joined(separator: ",")) \(name(of: change, columns: 60))"
  }

  private mutating func writeOnelineReport(_ report: ApplyReport, of plan: Plan) {
    let changes = Dictionary(plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for result in report.results {
      var words = [result.outcome.rawValue, foreign.word(result.id.rawValue)]
      if let change = changes[result.id] { words.append(name(of: change, columns: 60)) }
      if !result.mismatches.isEmpty {
        words.append("stored otherwise: " + result.mismatches.fields.map(\.name).joined(separator: ","))
      }
      if let message = result.message { words.append("- \(foreign.sentence(message))") }
      if let trace = result.traceID { words.append("(trace id \(foreign.word(trace)))") }
      line(words.joined(separator: " "))
      passOn()
    }
    beginSummary()
    let left = report.isConverged ? nil : plan.left(after: report).fingerprint
    line(outcomeCounts(of: report) + (left.map { " Left: \($0)" } ?? ""))
  }
}
