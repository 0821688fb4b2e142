import PlanDocument
import Planning
import TokenModel

extension TextPage {
  mutating func writeOneline(_ review: PlanReview) {
    if let report = review.report { writeOnelineReport(report, review) } else { writeOnelinePlan(review) }
  }

  private mutating func writeOnelinePlan(_ review: PlanReview) {
    let plan = review.plan
    for change in review.changes {
      line("~ \(onelineFacts(of: change, saysCause: true))")
    }
    let isDrift = plan.narrowing?.isEndedOnly != true
    for change in plan.leftOut {
      line("! \(isDrift ? "drift" : "left-out") \(onelineFacts(of: change, saysCause: !isDrift))")
    }
    for list in plan.sharedListChanges {
      let entries = list.rows.map { "\($0.sign.rawValue)\(untrusted.word($0.entry.string))" }.joined(separator: " ")
      line("! \(list.noun) \(untrusted.word(list.name)) \(untrusted.place(list.position)) \(list.reach): \(entries)")
    }
    for end in plan.movedEnds { line("! end \(onelineFacts(of: end.grant)) \(end.change.words)") }
    for grant in plan.ending ?? [] { line("! ending \(onelineFacts(of: grant))") }
    if plan.ending?.isEmpty == true { line("no grant ends within the days of \(untrusted.options[.endingWithin])") }
    for unmanaged in plan.noLongerManaged {
      line(
        "! no-longer-managed \(untrusted.word(unmanaged.id.rawValue)) "
          + unmanaged.parts(untrusted.word).joined(separator: ", "))
    }
    for token in plan.unmanaged ?? [] {
      let name = token.name.map { " " + untrusted.quoted($0.string, columns: 60) } ?? ""
      line("! unmanaged \(untrusted.word(token.id.rawValue))\(name)")
    }
    if plan.unmanaged?.isEmpty == true { line("every live token of the account is managed by a file") }
    for id in plan.missing { line("! missing \(untrusted.word(id.rawValue))") }
    for refusal in plan.refusals {
      let place = refusal.position.map { untrusted.place($0) + ": " } ?? ""
      let help = refusal.help.map { "; " + untrusted.advice($0) } ?? ""
      line("! \(refusal.code.rawValue) \(place)\(untrusted.sentence(refusal.message))\(help)")
    }
    if case .dryRun(_, let requests) = review.subject {
      for request in requests {
        line("\(request.method) \(untrusted.sentence(request.url)) \(untrusted.sentence(request.body))")
      }
    }
    beginSummary()
    if let blockingReason = review.verdict.blockingReason { line("! \(blockingReason).") }
    writePartiality(of: review)
    if let leftOut = review.leftOut { line("! \(leftOut.sentence).") }
    let drifted = review.leftOut.map { ", \($0.onlyCount)" } ?? ""
    line(
      "Plan: \(review.update.total) to update\(review.update.split.map { " (\($0))" } ?? "")\(drifted), "
        + "\(plan.unchanged) unchanged, \(plan.missing.count) missing; "
        + "\(review.counts.joined(separator: ", ")).\(review.fingerprint.map { " " + $0 } ?? "")")
  }

  private mutating func writePartiality(of review: PlanReview) {
    for sentence in review.partiality?.sentences(untrusted.word) ?? [] { line("! \(sentence).") }
  }

  private func onelineFacts(of change: TokenChange, saysCause: Bool) -> String {
    let modules = change.modules
    let counts = [
      "+\(modules?.granted.count ?? 0)", "-\(modules?.revoked.count ?? 0)", "~\(modules?.refiltered.count ?? 0)",
    ].joined(separator: " ")
    let saysCauses = saysCause && change.cause != nil && change.cause != .proposed
    let field: (TokenField, String, Causes) -> String = { field, scopes, causes in
      field.name + scopes + (saysCauses && causes != .proposed ? causes.words.map { "(\($0))" } ?? "" : "")
    }
    let fields =
      change.texts.map { field(.text($0.field), "", Causes($0.cause)) }
      + (modules.map { [field(.modules, "", TokenDifference(modules: $0).allCauses)] } ?? [])
      + (change.extensions.map {
        [field(.extensions, ":\($0.before.words)→\($0.after.words)", Causes($0.cause))]
      } ?? [])
    return "\(untrusted.word(change.id.rawValue)) \(change.effect.rawValue.padded(to: 7)) \(counts) "
      + "\(fields.joined(separator: ",")) \(name(of: change, columns: 60))"
      + sources(of: change).map { "; \($0)" }.joined()
  }

  /// Where the modules that differ come from, if that is said of them.
  private func sources(of change: TokenChange) -> [String] {
    guard let modules = change.modules else { return [] }
    let all =
      modules.granted.map { ($0.id, $0.source) } + modules.revoked.map { ($0.id, $0.source) }
      + modules.refiltered.map { ($0.id, $0.source) }
    return all.compactMap { id, source in onelineNote(source).map { "\(untrusted.word(id.rawValue)) \($0)" } }
  }

  private func onelineFacts(of grant: ListedGrant) -> String {
    let module = [
      grant.module.map { untrusted.word($0.rawValue) }, grant.name.map { untrusted.quoted($0.string, columns: 40) },
    ]
    return ([untrusted.word(grant.token.rawValue)] + module.compactMap(\.self)).joined(separator: " ")
      + (onelineNote(grant.source).map { " \($0)" } ?? "")
  }

  private func onelineNote(_ source: ModuleSource?) -> String? {
    SourceNote(source)?.parts(untrusted.word, place: untrusted.place) { untrusted.quoted($0, columns: 60) }
      .joined(separator: ", ")
  }

  private mutating func writeOnelineReport(_ report: ReportFigures, _ review: PlanReview) {
    let changes = Dictionary(review.plan.changes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for result in report.report.results {
      var words = [result.outcome.rawValue, untrusted.word(result.id.rawValue)]
      if let change = changes[result.id] { words.append(name(of: change, columns: 60)) }
      if !result.mismatches.isEmpty {
        words.append("stored differently: " + result.mismatches.fields.map(\.name).joined(separator: ","))
      }
      if let message = result.message { words.append("- \(untrusted.sentence(message))") }
      if let trace = result.traceID { words.append("(trace id \(untrusted.word(trace)))") }
      line(words.joined(separator: " "))
    }
    beginSummary()
    writePartiality(of: review)
    let access = report.accessByOutcome(planned: review.planned).map { "\($0) \($1.text)." }
    let left = review.fingerprintLeft.map { ["Left: \($0)"] } ?? []
    line(([report.outcomeCounts] + access + left).joined(separator: " "))
  }
}
