/// Why a field differs from what is live, seen from the files as they were before the change under review.
package enum Cause: String, Sendable, CaseIterable {
  /// The change under review asks for it.
  case proposed
  /// The live value has changed since the previous version of the files.
  case drift
  /// Both at once.
  case both

  /// Whether drift is a cause, alone or with a proposal.
  package var includesDrift: Bool { self != .proposed }

  /// The cause of a whole whose parts have these; nil if none of them has one.
  package init?(of parts: some Sequence<Cause>) {
    let all = Set(parts)
    guard let first = all.first else { return nil }
    self = all.count == 1 ? first : .both
  }
}
