import TokenModel

/// Finds which grants end when, and which ends the change under review moved.
struct GrantEnds {
  let catalogue: ModuleCatalogue

  /// The grants whose last day is one of the days from today on, by that day and then by token.
  func ending(within days: Int, of today: CalendarDate, _ tokens: [DesiredToken]) -> [ListedGrant] {
    let last = today.advanced(byDays: days)
    var grants: [ListedGrant] = []
    for token in tokens {
      for entry in token.modules?.value ?? [] {
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
      let ends = Dictionary(old.map { (key(of: $0), $0.until?.value) }, uniquingKeysWith: { first, _ in first })
      moved += modules.compactMap { entry in
        guard let end = ends[key(of: entry)] else { return nil }
        return EndChange(from: end, to: entry.until?.value).map {
          MovedEnd(ListedGrant(entry, of: token.id, catalogue), $0)
        }
      }
    }
    return moved.sorted { $0.grant < $1.grant }
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
