import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// Who gains what, who loses what, and whose filters change: each in a table of its own.
  func access(in review: PlanReview) -> [MarkdownSection] {
    let entries = review.entries
    return [
      section(
        "Grants", ["Token", "Gains", "Scope"], .grants, \.grants, "grant", review, entries
      ) { _, modules in
        modules.granted.lazy.map { ($0.id, [module($0.id, $0.name, $0.source), scope($0.filters)]) }
      },
      section(
        "Revocations", ["Token", "Loses", "Previous scope", "Token last used"], .revocations, \.revocations,
        "revocation", review, entries
      ) { entry, modules in
        let used = lastUse(of: entry)
        return modules.revoked.lazy.map { ($0.id, [module($0.id, $0.name, $0.source), scope($0.filters), used]) }
      },
      section(
        "Filter changes", ["Token", "Module", "Access", "Buyers"], .refiltered, \.refiltered, "filter change", review,
        entries
      ) { _, modules in
        modules.refiltered.lazy.map { ($0.id, [module($0.id, $0.name, $0.source), $0.direction, buyers($0)]) }
      },
    ].compactMap(\.self)
  }

  /// Of several tokens the latest use of any.
  func lastUse(of entry: ChangeEntry) -> String {
    guard !entry.isShared else {
      return SharedFacts(entry).lastUse(word: markdown.word) ?? ""
    }
    switch entry.first.lastAccessAt {
    case .known(let at?): return markdown.time(at)
    case .known(nil): return "never used"
    case .omitted: return "not known"
    }
  }

  /// A module by id and name, and under it where it comes from.
  private func module(_ id: ModuleID, _ name: VerbatimText?, _ source: ModuleSource?) -> String {
    let module = markdown.named(id.rawValue, name)
    guard let note = SourceNote(source) else { return module }
    let untrusted = markdown.untrusted
    let parts = note.parts(markdown.word, place: { MarkdownText.code(untrusted.place($0)) }) {
      markdown.quoted($0, columns: 120)
    }
    return "\(module), \(parts.joined(separator: ", "))"
  }

  /// - Parameter rows: For one entry, each module with its cells behind that of the tokens.
  private func section<Rows: Sequence<(ModuleID, [String])>>(
    _ title: String, _ columns: [String], _ part: EntryPart, _ count: KeyPath<AccessTally, Tally>, _ noun: String,
    _ review: PlanReview, _ entries: [ChangeEntry], rows: @escaping (ChangeEntry, ModulesChange) -> Rows
  ) -> MarkdownSection? {
    let total = review.planned[keyPath: count].total
    guard total > 0 else { return nil }
    let (report, why) = (review.report, review.knowsCauses)
    let counts = report.map { "\($0.written[keyPath: count].total) of \(total) written" } ?? String(total)
    let rowCount = entries.reduce(0) { sum, entry in
      var tally = AccessTally()
      if let modules = entry.first.modules { tally.add(modules) }
      return sum + tally[keyPath: count].total
    }
    return MarkdownSection(
      "\(title) (\(counts))", columns: (report == nil ? [] : ["Outcome"]) + columns + (why ? ["Cause"] : []),
      total: rowCount, noun: rowCount == total ? noun : "row",
      rows: entries.lazy.compactMap { entry in entry.first.modules.map { (entry, $0) } }.flatMap { entry, modules in
        let outcomes = report?.outcomes(of: entry.first)
        return rows(entry, modules).enumerated().lazy.map { index, row in
          (outcomes.map { [outcome($0[row.0])] } ?? []) + [tokens(entry, part, row: index, review)] + row.1
            + (why ? [modules.causeWords(of: row.0) ?? ""] : [])
        }
      })
  }

  /// In bold if the token does not have the desired state, or it is not known.
  func outcome(_ outcome: Outcome) -> String { outcome.isDone ? outcome.words : "**\(outcome.words)**" }

  private func scope(_ filters: ModuleFilters) -> String {
    filters.isEmpty ? "all buyers (unfiltered)" : "only " + list(filters.buyers)
  }

  private func buyers(_ filter: FilterChange) -> String {
    if filter.after.isEmpty { return "now all buyers (unfiltered), was only \(list(filter.before.buyers))" }
    if filter.before.isEmpty { return "now only \(list(filter.after.buyers)), was all buyers (unfiltered)" }
    var parts: [String] = []
    if !filter.added.isEmpty { parts.append("\(filter.added.count) added: \(list(filter.added))") }
    if !filter.removed.isEmpty { parts.append("\(filter.removed.count) removed: \(list(filter.removed))") }
    parts.append("\(filter.after.buyers.count - filter.added.count) kept")
    return parts.joined(separator: "; ")
  }

  private func list(_ buyers: [BuyerID]) -> String {
    buyers.list(upTo: scope.buyers) { markdown.word($0.rawValue) }
  }
}
