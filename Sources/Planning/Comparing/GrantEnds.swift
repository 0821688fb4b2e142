import TokenModel

/// Finds which grants end when, and which ends the change under review moved.
struct GrantEnds {
  let catalogue: ModuleCatalogue

  /// The grants whose last day is one of the days from today on, by that day and then by token.
  func ending(within days: Int, of today: CalendarDate, _ tokens: [DesiredToken]) -> [ListedGrant] {
    let last = today.advanced(byDays: days)
    var grants: [ListedGrant] = []
    for token in tokens {
      let modules = token.modules?.value ?? []
      guard modules.contains(where: { $0.until != nil }) else { continue }
      for entry in MergedModules(modules, by: { key(of: $0) }).entries.flatMap(\.parts) {
        guard let until = entry.until?.value, until >= today, until <= last else { continue }
        grants.append(ListedGrant(entry, of: token.id, catalogue))
      }
    }
    return grants.sorted { ($0.source.until ?? last, $0) < ($1.source.until ?? last, $1) }
  }

  /// The grants on both sides with another last day, by token.
  func moved(from base: [DesiredToken], to head: [DesiredToken], _ selection: TokenSelection) -> [MovedEnd] {
    let before = Dictionary(base.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var moved: [MovedEnd] = []
    for token in head where selection.includes(token.id) {
      guard let modules = token.modules?.value, let old = before[token.id]?.modules?.value else { continue }
      guard modules.contains(where: { $0.until != nil }) || old.contains(where: { $0.until != nil }) else { continue }
      let entries = Dictionary(
        MergedModules(old, by: { key(of: $0) }).entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      for entry in MergedModules(modules, by: { key(of: $0) }).entries {
        guard let was = entries[entry.key] else { continue }
        moved += Self.comparable(was, entry).compactMap { before, after in
          EndChange(from: before.until?.value, to: after.until?.value).map {
            MovedEnd(ListedGrant(after, of: token.id, catalogue), $0)
          }
        }
      }
    }
    return moved.sorted { $0.grant < $1.grant }
  }

  /// The parts of two entries of a module whose ends are to be compared: each with its own, or the last ones if only one side
  /// has an entry that others follow.
  private static func comparable(
    _ was: MergedModules<String>.Entry, _ now: MergedModules<String>.Entry
  ) -> [(DesiredModule, DesiredModule)] {
    let areSplit = !was.following.isEmpty && !now.following.isEmpty
    return (areSplit ? [(was.module, now.module)] : []) + [(was.last, now.last)]
  }

  /// A name and an id mean the same module if the catalogue knows the name.
  private func key(of module: DesiredModule) -> String {
    catalogue.id(of: module.reference)?.rawValue ?? module.reference.text
  }
}

extension ListedGrant: Comparable {
  /// Orders by token, and then by place.
  package static func < (left: Self, right: Self) -> Bool {
    (left.token, left.source.position) < (right.token, right.source.position)
  }
}
