package import TokenModel

/// What a change of the files asks of a token's list of modules.
package struct DesiredModulesChange: Sendable, Equatable {
  /// Whether the files managed the list before the change, and do after it.
  package let scope: ManagedScope
  /// What changed: what is added, removed, re-filtered and annotated, each sorted as written.
  package let entries: [DesiredModuleChange]
  /// How many entries are the same on both sides.
  package let keptCount: Int
  /// Where the list is; for a list that is no longer managed, where it was.
  package let position: SourcePosition

  /// The change between two lists of which at least one is managed; nil if they ask for the same.
  ///
  /// - Parameter today: Entries that ended before this day count as not listed.
  init?(from before: Located<[DesiredModule]>?, to after: Located<[DesiredModule]>?, today: CalendarDate) {
    guard let scope = ManagedScope(before: before != nil, after: after != nil),
      let position = (after ?? before)?.position
    else { return nil }
    self.scope = scope
    self.position = position
    let (old, new) = (Entries(before?.value ?? [], today), Entries(after?.value ?? [], today))
    var entries: [DesiredModuleChange] = []
    for module in new.active {
      let was = old.byReference[module.key]
      guard let was, !was.hasEnded(on: today) else {
        entries.append(
          DesiredModuleChange(
            reference: module.reference, action: .added, before: nil, after: module, ended: was?.until?.value))
        continue
      }
      let isRefiltered = was.filters?.value != module.filters?.value
      let isAnnotated = was.until?.value != module.until?.value || was.reason?.value != module.reason?.value
      guard isRefiltered || isAnnotated else { continue }
      entries.append(
        DesiredModuleChange(
          reference: module.reference, action: isRefiltered ? .refiltered : .annotated, before: was, after: module,
          ended: nil))
    }
    keptCount = new.active.count - entries.count
    for module in old.active {
      let now = new.byReference[module.key]
      guard now?.hasEnded(on: today) ?? true else { continue }
      entries.append(
        DesiredModuleChange(
          reference: module.reference, action: .removed, before: module, after: nil, ended: now?.until?.value))
    }
    if scope == .both { Self.markUnmatched(&entries) }
    self.entries = DesiredModuleChange.Action.allCases.flatMap { action in entries.filter { $0.action == action } }
    if scope == .both, entries.isEmpty { return nil }
  }

  /// Marks what is added by name beside what is removed by id, and the other way round.
  private static func markUnmatched(_ entries: inout [DesiredModuleChange]) {
    func places(_ action: DesiredModuleChange.Action, byName: Bool) -> [Int] {
      entries.indices.filter { entries[$0].action == action && entries[$0].reference.isName == byName }
    }
    for byName in [true, false] {
      let (added, removed) = (places(.added, byName: byName), places(.removed, byName: !byName))
      guard !added.isEmpty, !removed.isEmpty else { continue }
      for place in added + removed { entries[place].isUnmatched = true }
    }
  }

  private struct Entries {
    /// In the order of the list, without what has ended. Each module once.
    let active: [DesiredModule]
    /// With what has ended.
    let byReference: [VerbatimText: DesiredModule]

    init(_ modules: [DesiredModule], _ today: CalendarDate) {
      var (active, byReference): ([DesiredModule], [VerbatimText: DesiredModule]) = ([], [:])
      for module in modules {
        let known = byReference[module.key]
        // Of two entries for a module, the first that has not ended decides.
        guard known?.hasEnded(on: today) ?? true else { continue }
        if !module.hasEnded(on: today) { active.append(module) }
        byReference[module.key] = known != nil && module.hasEnded(on: today) ? known : module
      }
      (self.active, self.byReference) = (active, byReference)
    }
  }
}

/// Whether the files managed something before a change and after it. What neither side manages has no scope.
package enum ManagedScope: String, Sendable {
  /// Managed now and not before: what the token holds is not known here.
  case new
  /// Managed on both sides.
  case both
  /// No longer managed: the platform keeps what it holds.
  case removed

  init?(before: Bool, after: Bool) {
    switch (before, after) {
    case (false, true): self = .new
    case (true, true): self = .both
    case (true, false): self = .removed
    case (false, false): return nil
    }
  }
}

extension DesiredModule {
  fileprivate var key: VerbatimText { VerbatimText(reference.text) }
}
