package import TokenModel

/// What a change of the files asks for, from the files alone: no catalogue, no live token, no network.
package struct FilesDifference: Sendable, Equatable {
  /// The tree with the files as they were before, as the command line names it.
  package var base: String
  /// The day on which ends are judged.
  package var today: CalendarDate
  /// The tokens for which the files ask something else, sorted by id.
  package var changes: [DesiredTokenChange] = []
  /// How many tokens are asked for as before.
  package var unchanged = 0
  /// The sets of modules and the groups of buyers that changed.
  package var sharedLists: [SharedListChange] = []
  /// What is wrong with the files on either side. An error means that nothing was compared.
  package var diagnostics: [Diagnostic] = []

  /// Whether both sides could be read and compared.
  package var isComplete: Bool { !diagnostics.containsError }

  /// Whether the files ask for the same as before.
  package var isEmpty: Bool { changes.isEmpty && sharedLists.isEmpty }

  /// A difference that could not be made, with the reasons.
  package init(base: String, today: CalendarDate, diagnostics: [Diagnostic]) {
    self.base = base
    self.today = today
    self.diagnostics = diagnostics
  }

  /// The difference between the files as they were and as they are.
  ///
  /// - Parameters:
  ///   - before: The lists and tokens of the tree before the change.
  ///   - after: The lists and tokens of the files.
  ///   - selection: The tokens to compare; the lists are compared in any case.
  package init(
    base: String, from before: SharedLists, to after: SharedLists, selection: TokenSelection, today: CalendarDate
  ) {
    self.init(base: base, today: today, diagnostics: [])
    sharedLists = after.changes(since: before)
    let old = Dictionary(before.tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.tokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in Set(old.keys).union(new.keys).sorted() where selection.covers(id) {
      if let change = DesiredTokenChange(from: old[id], to: new[id], today: today) {
        changes.append(change)
      } else {
        unchanged += 1
      }
    }
  }
}

extension TokenSelection {
  fileprivate func covers(_ id: TokenID) -> Bool {
    (targets.isEmpty || targets.contains(id)) && !excluded.contains(id)
  }
}
