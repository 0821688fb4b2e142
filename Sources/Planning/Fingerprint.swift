package import JSONText
import TokenModel

extension Plan {
  /// A digest of what the plan would write: the same changes have the same one on any machine and in any order of files.
  /// Nil for a plan that nothing lets through: there is nothing to approve. Documented in `docs/fingerprint.md`.
  package var fingerprint: String? {
    isApplicable && !refusals.contains { $0.code == .wrongAccount }
      ? SHA256.digest(of: canonicalForm.encoded(.canonical)) : nil
  }

  /// What the fingerprint is taken of. Members are sorted by name, tokens and modules by id.
  package var canonicalForm: JSON {
    .object([
      .init("endpoint", .string(endpoint)),
      .init("tokens", .array(changes.sorted { $0.id < $1.id }.map(\.canonicalForm))),
    ])
  }

  /// The plan of those changes that a report does not say are done.
  package func left(after report: ApplyReport) -> Plan {
    let done = Set(report.results.filter { $0.outcome == .applied || $0.outcome == .alreadyApplied }.map(\.id))
    var left = self
    left.changes.removeAll { done.contains($0.id) }
    return left
  }
}

extension TokenChange {
  fileprivate var canonicalForm: JSON {
    // Whoever approves a change of a protected token approves that; a saved plan cannot be made to forget it.
    let protection: [JSON.Member] = isProtected ? [.init("protected", .bool(true))] : []
    return .object(
      [
        .init("account", JSON(account?.id.rawValue)),
        .init("after", values(texts: texts.map { ($0.field, $0.after) }, modules: modules?.after)),
        .init("before", values(texts: texts.map { ($0.field, $0.before) }, modules: modules?.before)),
        .init("id", .string(id.rawValue)),
      ] + protection)
  }

  private func values(texts: [(field: TokenField, text: VerbatimText?)], modules: [HeldModule]?) -> JSON {
    var members = texts.map { field, text in
      // Null and "" mean the same to the platform.
      JSON.Member(field.rawValue, JSON(text.flatMap { $0.isEmpty ? nil : $0.string }))
    }
    if let modules { members.append(.init(TokenField.modules.rawValue, .array(modules.map(\.canonicalForm)))) }
    return .object(members.sorted { $0.name < $1.name })
  }
}

extension HeldModule {
  fileprivate var canonicalForm: JSON {
    let buyers = JSON.Member("group.buyers", .array(filters.buyers.map { .string($0.rawValue) }))
    return .object([
      .init("filters", .object(filters.isEmpty ? [] : [buyers])), .init("id", .string(id.rawValue)),
    ])
  }
}
