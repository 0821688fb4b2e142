package import Planning
package import TokenModel

/// A change of the extensions that a token may act through, as every format shows it: what it gains and what it loses,
/// and never by position.
package struct ExtensionRows: Sendable {
  /// One extension, or all that have no row of their own.
  package struct Row: Sendable {
    /// Nil for all extensions, or for all but those that are kept.
    package let id: ExtensionID?
    /// Nil if the files before the change under review are not known.
    package let cause: Cause?
  }

  /// What the token gains.
  package let added: [Row]
  /// What the token loses.
  package let removed: [Row]
  /// What it has on both sides by name, sorted.
  package let kept: [ExtensionID]

  /// The rows of a change.
  package init(_ change: ExtensionsChange) {
    kept = change.kept
    func rows(_ ids: [ExtensionID], isWhole: Bool) -> [Row] {
      isWhole ? [Row(id: nil, cause: change.cause)] : ids.map { Row(id: $0, cause: change.causes[$0] ?? change.cause) }
    }
    added = rows(change.added, isWhole: change.before != .all && change.after == .all)
    removed = rows(change.removed, isWhole: change.before == .all && change.after != .all)
  }
}
