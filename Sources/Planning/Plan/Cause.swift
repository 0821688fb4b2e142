/// Why a field or a module differs from what is live, seen from the files as they were before the change under review and
/// from the day of the plan.
package enum Cause: String, Sendable, CaseIterable {
  /// The change under review asks for it.
  case proposed
  /// The live value has changed since the previous version of the files.
  case drift
  /// The last day of the grant is over. Known without the files as they were before.
  case ended
  /// More than one of these.
  case both

  /// The cause of a whole whose parts have these; nil if there is no part, or the cause of one is not known.
  package init?(of parts: some Sequence<Cause?>) {
    let all = Set(parts)
    guard let first = all.first, !all.contains(nil) else { return nil }
    self = all.count == 1 ? first ?? .both : .both
  }

  /// What differs from live is asked differently than before, or was no longer held as it was asked, or both.
  init(isProposed: Bool, isDrift: Bool) {
    self = isProposed && isDrift ? .both : isDrift ? .drift : .proposed
  }
}
