package import Planning
package import TokenModel

/// Workflow commands of GitHub's, each of which shows a message beside a line of a file.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step. So faults come first; then, as warnings, what widens
/// access; and as notices what narrows it, and texts.
package struct GitHubAnnotations {
  private let foreign: ForeignText

  package init(mask: SecretMask) {
    foreign = ForeignText(mask: mask)
  }

  /// A line for each of these; empty for none.
  package func text(of diagnostics: [Diagnostic]) -> String {
    let ordered = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning }
    return ordered.map(command).joined()
  }

  /// A line for each diagnostic and refusal, and for each thing that the files ask for.
  package func text(of plan: Plan) -> String {
    let notes = plan.changes.flatMap(notes).enumerated().sorted {
      ($0.element.level, $0.offset) < ($1.element.level, $1.offset)
    }
    // Only an apply is refused; to a plan it is a warning.
    let refusals = plan.refusals.map { refusal in
      var refusal = refusal
      refusal.severity = .warning
      return refusal
    }
    return text(of: plan.diagnostics + refusals) + partiality(of: plan) + notes.map { command(for: $0.element) }.joined()
  }

  /// A plan that is not about all of the files says so, beside no line.
  private func partiality(of plan: Plan) -> String {
    let sentences = Partiality(plan, leftOut: PlanReview.LeftOut(plan))?.sentences(foreign.word) ?? []
    guard !sentences.isEmpty else { return "" }
    return WorkflowCommand(
      .warning, at: nil, title: "Partial plan", message: sentences.joined(separator: "; "), foreign: foreign
    ).line
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let help = diagnostic.help.map { "; \(foreign.sentence($0))" } ?? ""
    return WorkflowCommand(
      diagnostic.severity == .error ? .error : .warning, at: diagnostic.position, title: diagnostic.code.rawValue,
      message: foreign.sentence(diagnostic.message) + help, foreign: foreign
    ).line
  }

  private func command(for note: Note) -> String {
    WorkflowCommand(
      note.level == .widening ? .warning : .notice, at: note.position, title: note.title, message: note.message,
      foreign: foreign
    ).line
  }

  /// What is said beside one line of a file.
  private struct Note {
    enum Level: Int, Comparable {
      case widening, narrowing, text

      static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    let level: Level
    let position: SourcePosition
    let title: String
    let message: String
  }

  private func notes(on change: TokenChange) -> [Note] {
    let token = named(change.id.rawValue, change.name)
    var notes: [Note] = []
    if let modules = change.modules {
      let why: (ModuleID) -> String = { modules.causes[$0].map { " (\($0.rawValue))" } ?? "" }
      notes += modules.granted.map { module in
        let scope = module.filters.isEmpty ? "unfiltered" : "for \(counted(module.filters.buyers.count, "buyer")) only"
        return Note(
          level: .widening, position: module.position ?? modules.position, title: "Grant\(why(module.id))",
          message: "\(token) gains \(named(module.id.rawValue, module.name)), \(scope)")
      }
      notes += modules.refiltered.map { filter in
        Note(
          level: filter.isLoosened ? .widening : .narrowing, position: filter.position ?? modules.position,
          title: "Filter \(filter.direction)\(why(filter.id))",
          message: "\(token) has \(named(filter.id.rawValue, filter.name)) "
            + "\(scope(of: filter.before)) and gets it \(scope(of: filter.after))")
      }
      notes += modules.revoked.map { module in
        Note(
          level: .narrowing, position: modules.position, title: "Revocation\(why(module.id))",
          message: "\(token) loses \(named(module.id.rawValue, module.name))\(lastUse(of: change))")
      }
    }
    return notes
      + change.texts.map { text in
        Note(
          level: .text, position: text.position,
          title: "Change of \(text.field.rawValue)\(text.cause.map { " (\($0.rawValue))" } ?? "")",
          message: "\(token): \(shown(text.before)) becomes \(shown(text.after))")
      }
  }

  private func named(_ id: String, _ name: VerbatimText?) -> String {
    name.map { "\(foreign.word(id)) \(foreign.quoted($0.string, columns: 60))" } ?? foreign.word(id)
  }

  private func shown(_ text: VerbatimText?) -> String {
    guard let text, !text.isEmpty else { return "(none)" }
    return foreign.quoted(text.string, columns: 120)
  }

  private func scope(of filters: ModuleFilters) -> String {
    filters.isEmpty ? "unfiltered" : "for \(counted(filters.buyers.count, "buyer"))"
  }

  private func lastUse(of change: TokenChange) -> String {
    switch change.lastAccessAt {
    case .known(let at?): "; the token was last used \(readableTime(at) ?? foreign.word(at))"
    case .known(nil): "; the token was never used"
    case .omitted: ""
    }
  }
}
