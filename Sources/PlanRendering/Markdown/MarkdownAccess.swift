import Planning
import TokenModel

extension MarkdownDocument {
  /// Who gains what, who loses what, and whose filters change: each in a table of its own.
  func access(in plan: Plan, _ facts: PlanFacts) -> [MarkdownSection] {
    let summary = facts.summary
    var sections: [MarkdownSection] = []
    if summary.grants > 0 {
      sections.append(
        section("Grants", ["Token", "Gains", "Seen for"], summary.grants, "grant", plan, facts) { change, modules in
          modules.granted.lazy.map { ($0.id, [token(change), module($0.id, $0.name), scope($0.filters)]) }
        })
    }
    if summary.revocations > 0 {
      sections.append(
        section(
          "Revocations", ["Token", "Loses", "Was seen for", "Token last used"], summary.revocations, "revocation", plan,
          facts
        ) { change, modules in
          let used = change.lastAccessAt.map(markdown.time) ?? "not known"
          return modules.revoked.lazy.map { ($0.id, [token(change), module($0.id, $0.name), scope($0.filters), used]) }
        })
    }
    if summary.refiltered > 0 {
      sections.append(
        section(
          "Filter changes", ["Token", "Module", "Access", "Buyers"], summary.refiltered, "filter change", plan, facts
        ) { change, modules in
          modules.refiltered.lazy.map { ($0.id, [token(change), module($0.id, $0.name), $0.direction, buyers($0)]) }
        })
    }
    return sections
  }

  func token(_ change: TokenChange) -> String { markdown.named(change.id.rawValue, change.name) }

  private func module(_ id: ModuleID, _ name: VerbatimText?) -> String { markdown.named(id.rawValue, name) }

  private func section<Rows: Sequence<(ModuleID, [String])>>(
    _ title: String, _ columns: [String], _ total: Int, _ noun: String, _ plan: Plan, _ facts: PlanFacts,
    rows: @escaping (TokenChange, ModulesChange) -> Rows
  ) -> MarkdownSection {
    let why = facts.knowsCauses
    return MarkdownSection(
      "\(title) (\(total))", columns: columns + (why ? ["Why"] : []), total: total, noun: noun,
      rows: plan.changes.lazy.compactMap { change in change.modules.map { (change, $0) } }.flatMap { change, modules in
        rows(change, modules).lazy.map { id, cells in
          why ? cells + [modules.causes[id]?.rawValue ?? ""] : cells
        }
      })
  }

  private func scope(_ filters: ModuleFilters) -> String {
    filters.isEmpty ? "every buyer (unfiltered)" : "only " + list(filters.buyers)
  }

  private func buyers(_ filter: FilterChange) -> String {
    if filter.after.isEmpty { return "now every buyer (unfiltered), was only \(list(filter.before.buyers))" }
    if filter.before.isEmpty { return "now only \(list(filter.after.buyers)), was every buyer (unfiltered)" }
    var parts: [String] = []
    if !filter.added.isEmpty { parts.append("\(filter.added.count) added: \(list(filter.added))") }
    if !filter.removed.isEmpty { parts.append("\(filter.removed.count) removed: \(list(filter.removed))") }
    parts.append("\(filter.after.buyers.count - filter.added.count) kept")
    return parts.joined(separator: "; ")
  }

  private func list(_ buyers: [BuyerID]) -> String {
    let most = 3
    let shown = buyers.prefix(most).map { markdown.word($0.rawValue) }.joined(separator: ", ")
    return buyers.count > most ? "\(shown) and \(buyers.count - most) more" : shown
  }
}
