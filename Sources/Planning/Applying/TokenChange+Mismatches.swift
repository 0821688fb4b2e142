import TokenModel

extension TokenChange {
  enum Side {
    case before, after
  }

  /// Where a live token holds something else than one side of the change says; nil where the answer leaves out what
  /// has to be known.
  ///
  /// - Parameter isWhole: Whether the answer tells all that the platform ever tells: filters that it leaves out are none.
  func mismatches(with live: LiveToken, on side: Side, isWhole: Bool) -> [Mismatch]? {
    var mismatches: [Mismatch] = []
    for text in texts {
      guard case .known(let stored) = live.texts[text.field] else { return nil }
      let asked = side == .before ? text.before : text.after
      if !meanTheSame(stored, asked) {
        mismatches.append(.text(field: text.field, asked: asked, stored: stored))
      }
    }
    guard let modules else { return mismatches }
    guard case .known(let held) = live.modules else { return nil }
    guard isWhole || !held.contains(where: { $0.filters == .notAnswered }) else { return nil }
    let asked = side == .before ? modules.before : modules.after
    if !asked.matches(held) {
      let stored = held.map { HeldModule(id: $0.id, name: $0.name, filters: $0.knownFilters) }
      mismatches.append(.modules(asked: asked, stored: stored.sorted { $0.id < $1.id }))
    }
    return mismatches
  }
}

extension [HeldModule] {
  fileprivate func matches(_ live: [LiveModule]) -> Bool {
    guard count == live.count else { return false }
    let held = Dictionary(live.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return allSatisfy { module in
      guard let stored = held[module.id] else { return false }
      if case .unsupported = stored.filters { return false }
      return stored.knownFilters == module.filters
    }
  }
}
