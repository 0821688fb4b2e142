package import TokenModel

/// The guards' settings. No single option disables every guard.
package struct GuardOptions: Sendable, Equatable {
  /// Allows changes to tokens that the files protect.
  package var allowProtected = false
  /// Allows changes to the token whose credential the run uses.
  package var allowSelf = false
  /// Allows changes to tokens that are not Active.
  package var allowDisabled = false
  /// Refuses grants of modules whose entries have no reason.
  package var requireReason = false
  /// Bounds the tokens to update; nil for no bound, here and below.
  package var maximumChanges: Int?
  /// Bounds grants together with loosened filters and added extensions.
  package var maximumGrants: Int?
  /// Bounds revocations together with tightened filters and removed extensions.
  package var maximumRevocations: Int?

  /// Every guard active, without bounds.
  package init() {}

  /// What must not be written of these changes, each with the option that lets it through.
  package func refusals(of changes: [TokenChange]) -> [Diagnostic] {
    changes.flatMap(refusals) + bounds(on: changes)
  }

  private func refusals(of change: TokenChange) -> [Diagnostic] {
    var refusals: [Diagnostic] = []
    func refuse(_ code: DiagnosticCode, _ message: String, allowedBy help: Advice) {
      refusals.append(Diagnostic(.error, code, message, help: help, address: change.id, at: change.position))
    }
    if change.isProtected, !allowProtected {
      refuse(.protectedToken, "\(change.id) is protected", allowedBy: "allow it with \(option: .allowProtected)")
    }
    if change.isSelf, !allowSelf {
      refuse(
        .ownToken, "\(change.id) is the token whose credential this run uses",
        allowedBy: "use another token's credential, or allow it with \(option: .allowSelf)")
    }
    if change.status != .active, !allowDisabled {
      let standing = change.status.map { "is \($0.word), not Active" } ?? "was returned without its status"
      refuse(.notActive, "\(change.id) \(standing)", allowedBy: "allow it with \(option: .allowDisabled)")
    }
    if requireReason, let refusal = refusalWithoutReason(of: change) { refusals.append(refusal) }
    return refusals
  }

  /// One refusal for all grants of a token that have no reason, at the first of them; nil if each has one.
  private func refusalWithoutReason(of change: TokenChange) -> Diagnostic? {
    let grants = (change.modules?.granted ?? []).filter { $0.source?.reason?.isEmpty ?? true }
    guard let first = grants.first else { return nil }
    let name = first.id.rawValue + (first.name.map { " \"\($0.string)\"" } ?? "")
    return Diagnostic(
      .error, .missingReason,
      "\(change.id) gains \(name)\(grants.count == 1 ? "" : " and \(grants.count - 1) more") without a reason",
      help: "add a `reason` to the entry, or run without \(option: .requireReason)", address: change.id,
      at: first.position ?? change.modules?.position ?? change.position)
  }

  private func bounds(on changes: [TokenChange]) -> [Diagnostic] {
    // By index, so that no change is copied to be counted.
    let widened = changes.indices.reduce(0) { $0 + changes[$1].difference.wideningCount }
    let narrowed = changes.indices.reduce(0) { $0 + changes[$1].difference.narrowingCount }
    let bounds: [(DiagnosticCode, String, Int, Int?, RunOption)] = [
      (.tooManyChanges, "tokens to update", changes.count, maximumChanges, .maximumChanges),
      (
        .tooManyGrants, "grants, loosened filters and added extensions", widened, maximumGrants,
        .maximumGrants
      ),
      (
        .tooManyRevocations, "revocations, tightened filters and removed extensions", narrowed,
        maximumRevocations, .maximumRevocations
      ),
    ]
    return bounds.compactMap { code, what, count, maximum, option in
      guard let maximum, count > maximum else { return nil }
      return Diagnostic(
        .error, code, "\(what): \(count), more than \(maximum)",
        help: "raise \(option: option), or plan fewer tokens at a time"
      )
    }
  }
}
