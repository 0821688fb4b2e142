import PlanDocument
package import Planning
package import TokenModel

/// Workflow commands of GitHub's, each of which shows a message beside a line of a file.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step. So faults come first; then, as warnings, what widens
/// access; and as notices what narrows it, and texts. Tokens with the same change share one.
package struct GitHubAnnotations {
  let untrusted: UntrustedText

  /// - Parameters:
  ///   - mask: What no output may show.
  ///   - options: How advice spells options.
  package init(mask: SecretMask, options: OptionNames) {
    untrusted = UntrustedText(mask: mask, options: options)
  }

  /// A line for each of these; empty for none.
  package func text(of diagnostics: [Diagnostic]) -> String {
    let ordered = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning }
    return ordered.map(command).joined()
  }

  /// A line for each diagnostic and refusal, and for each thing that the files ask for.
  package func text(of plan: Plan) -> String {
    // Only an apply is refused; to a plan it is a warning.
    let refusals = plan.refusals.map { refusal in
      var refusal = refusal
      refusal.severity = .warning
      return refusal
    }
    let found = findings(in: plan)
    let noted = changes(in: plan)
    // By level, since GitHub shows ten of each.
    return text(of: plan.diagnostics + refusals) + partiality(of: plan)
      + found.filter(\.isWarning).map(\.line).joined() + noted.filter { $0.level == .widening }.map(command).joined()
      + found.filter { !$0.isWarning }.map(\.line).joined()
      + noted.filter { $0.level != .widening }.map(command).joined()
  }

  /// What is said beside lines of the files: what widens access first, each level in the order of the review.
  private func changes(in plan: Plan) -> [ChangeNote] {
    let notes = PlanReview(.plan(plan), untrusted.options).changes.flatMap {
      ChangeNotes(of: $0, untrusted: untrusted).all
    }
    return ChangeNote.shared(among: notes).enumerated()
      .sorted { ($0.element.level, $0.offset) < ($1.element.level, $1.offset) }.map(\.element)
  }

  /// Changed sets and groups with how many tokens they reach, and ends that moved.
  private func findings(in plan: Plan) -> [(isWarning: Bool, line: String)] {
    let lists = plan.sharedListChanges.map { list in
      (list.action != .removed && !(list.added.isEmpty && list.refiltered.isEmpty), command(list))
    }
    let ends = EndGroup.moved(in: plan).map { group in
      let subject = group.subject(untrusted.word) { untrusted.quoted($0, columns: 60) }
      let isWarning = group.change?.isWidening == true
      let tokens = ChangeNote.list(group.tokens.map { (untrusted.word($0.rawValue), untrusted.word($0.rawValue)) })
      return (
        isWarning,
        WorkflowCommand(
          isWarning ? .warning : .notice, at: group.position, title: "End changed",
          message: "\(subject) \(group.change?.words ?? ""), on \(tokens)", untrusted: untrusted
        ).line
      )
    }
    return ends + lists
  }

  /// A plan that is not about all of the files says so, beside no line.
  private func partiality(of plan: Plan) -> String {
    let sentences = Partiality(plan, leftOut: LeftOutFigures(plan), untrusted.options)?.sentences(untrusted.word) ?? []
    guard !sentences.isEmpty else { return "" }
    return WorkflowCommand(
      .warning, at: nil, title: "Partial plan", message: sentences.joined(separator: "; "), untrusted: untrusted
    ).line
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let help = diagnostic.help.map { "; \(untrusted.advice($0))" } ?? ""
    return WorkflowCommand(
      diagnostic.severity == .error ? .error : .warning, at: diagnostic.position, title: diagnostic.code.rawValue,
      message: untrusted.sentence(diagnostic.message) + help, untrusted: untrusted
    ).line
  }

  func command(_ note: ChangeNote) -> String {
    WorkflowCommand(
      note.level == .widening ? .warning : .notice, at: note.position, title: note.title,
      message: note.message(untrusted),
      untrusted: untrusted
    ).line
  }
}
