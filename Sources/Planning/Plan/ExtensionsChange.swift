package import TokenModel

/// The extensions that a token may act through before and after a change, and what sets them apart.
package struct ExtensionsChange: Sendable, Equatable {
  /// What is live.
  package let before: ExtensionScope
  /// What the files ask for.
  package let after: ExtensionScope
  /// Where the files ask for them.
  package let position: SourcePosition
  /// Why they differ; nil if nothing is known of the files as they were before.
  package let cause: Cause?
  /// Why each extension that is added or removed differs; empty if that cannot be said of each for itself.
  package let causes: [ExtensionID: Cause]

  /// The extensions that the token may act through and could not, sorted; empty if either side permits all.
  package let added: [ExtensionID]
  /// The extensions that the token may no longer act through, sorted; empty if either side permits all.
  package let removed: [ExtensionID]
  /// The extensions that are named and permitted on both sides, sorted.
  package let kept: [ExtensionID]

  /// - Parameter cause: Why the whole differs; the causes of the parts decide where there are any.
  package init(
    before: ExtensionScope, after: ExtensionScope, position: SourcePosition, cause: Cause? = nil,
    causes: [ExtensionID: Cause] = [:]
  ) {
    self.before = before
    self.after = after
    self.position = position
    self.cause = Cause(of: causes.values.map(Optional.some)) ?? cause
    self.causes = causes
    switch (before, after) {
    case (.only(let before), .only(let after)):
      added = after.filter { !before.contains($0) }
      removed = before.filter { !after.contains($0) }
      kept = after.filter(before.contains)
    case (.all, .only(let ids)), (.only(let ids), .all):
      (added, removed, kept) = ([], [], ids)
    case (.all, .all):
      (added, removed, kept) = ([], [], [])
    }
  }

  /// How many extensions the token gains. From a list to all counts as one: the number of extensions is not known.
  package var wideningCount: Int { before != .all && after == .all ? 1 : added.count }
  /// How many extensions the token loses. From all to a list counts as one.
  package var narrowingCount: Int { before == .all && after != .all ? 1 : removed.count }
}

extension ExtensionsChange {
  /// The same change with the cause of everything in it.
  ///
  /// - Parameter base: What the files asked before the change under review; nil if they asked nothing.
  func caused(by base: ExtensionScope?) -> ExtensionsChange {
    guard let base else { return with(cause: .proposed, causes: causes { _ in .proposed }) }
    guard case .only(let requested) = base, before != .all, after != .all else {
      return with(cause: Cause(isProposed: base != after, isDrift: base != before), causes: [:])
    }
    let had = Set(requested)
    return with(
      cause: nil,
      causes: causes { id in
        let isAdded = added.contains(id)
        return Cause(isProposed: had.contains(id) != isAdded, isDrift: had.contains(id) == isAdded)
      })
  }

  /// What is live, with the changes of wanted causes made to it; nil for none.
  func part(_ isWanted: (Cause?) -> Bool) -> ExtensionsChange? {
    guard !causes.isEmpty else { return isWanted(cause) ? self : nil }
    let wanted = causes.filter { isWanted($0.value) }
    guard !wanted.isEmpty, case .only(let live) = before else { return nil }
    let ids = live.filter { wanted[$0] == nil } + added.filter { wanted[$0] != nil }
    return ExtensionsChange(before: before, after: ExtensionScope(ids), position: position, causes: wanted)
  }

  private func causes(_ cause: (ExtensionID) -> Cause) -> [ExtensionID: Cause] {
    Dictionary((added + removed).map { ($0, cause($0)) }, uniquingKeysWith: { first, _ in first })
  }

  private func with(cause: Cause?, causes: [ExtensionID: Cause]) -> ExtensionsChange {
    ExtensionsChange(before: before, after: after, position: position, cause: cause, causes: causes)
  }
}
