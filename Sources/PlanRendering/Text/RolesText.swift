import PlanDocument
import Planning
import TokenModel

// What a plan shows of ends beside its changes.

extension TextPage {
  mutating func writeMovedEnds(of plan: Plan) {
    let groups = EndGroup.moved(in: plan)
    guard !groups.isEmpty else { return }
    line(style.paint("Ends that changed: \(counted(plan.movedEnds.count, "grant")).", .boldMagenta))
    for group in groups { writeEnd(group, group.change?.words ?? "") }
    line()
  }

  /// The grants that end soon.
  mutating func writeEnding(of plan: Plan) {
    guard let groups = EndGroup.ending(in: plan) else { return }
    guard !groups.isEmpty else {
      line("No grant ends within the days of \(untrusted.options[.endingWithin]).")
      return line()
    }
    line(style.paint("Ending soon: \(counted(plan.ending?.count ?? 0, "grant")).", .boldMagenta))
    for group in groups { writeEnd(group, group.until.map { "until \($0.lastInstant)" } ?? "") }
    line()
  }

  private mutating func writeEnd(_ group: EndGroup, _ words: String) {
    let subject = group.subject(untrusted.word, untrusted.quoted)
    let whole = "\(subject), \(words)"
    if whole.displayWidth <= style.columns - 2 {
      line(whole, indent: 2)
    } else {
      line(subject, indent: 2)
      line(words, indent: 6)
    }
    let untrusted = untrusted
    list(
      group.tokens.map { untrusted.word($0.rawValue) }, of: group.tokens.count, lead: "on ", indent: 6, more: "token")
    line("at \(untrusted.place(group.position))", indent: 6)
    if let reason = group.reason { line("reason \(untrusted.quoted(reason.string, columns: 60))", indent: 6) }
  }
}
