package import Planning
package import TokenModel

/// A live token as a report shows it.
package struct ReportedToken: Sendable, Equatable {
  /// The token.
  package var id: TokenID
  /// The name; nil if the platform did not return it.
  package var name: VerbatimText?
  /// The account.
  package var account: AccountID?
  /// The status; nil if the platform did not return it.
  package var status: Status?
  /// Who created the token, and when.
  package var created: LastChange?
  /// Who changed the token last, and when.
  package var changed: LastChange?
  /// When the token was last used; an inner nil if it never was.
  package var lastUse: Fetched<String?>
  /// The extensions that the token may act through.
  package var extensions: Fetched<ExtensionScope>
  /// How the token relates to the files.
  package var state: TokenDeclaration.State
  /// Where the files name the token; nil if they do not.
  package var position: SourcePosition?
  /// The managed fields that the token holds otherwise.
  package var differing: [TokenField]
  /// Sorted by id.
  package var modules: [ReportedModule]
  /// The findings of the token itself.
  package var ownFindings: Findings

  /// The findings of the token and of its modules.
  package var findings: Findings { modules.reduce(into: ownFindings) { $0.formUnion($1.findings) } }

  /// A live token, judged by the rules.
  package init(
    _ live: LiveToken, _ declaration: TokenDeclaration, knowsBuyerFilter: (ModuleID) -> Bool?, rules: FindingRules
  ) {
    let held = live.modules.value ?? []
    id = live.id
    name = live.name
    account = live.account?.id
    status = live.status
    created = live.created
    changed = live.lastChange
    lastUse = live.lastAccessAt
    extensions = live.extensions.value.map { .known($0.scope) } ?? .omitted
    state = declaration.state
    position = declaration.position
    differing = declaration.differing
    modules = held.indices.map { index in
      let entry = declaration.entries.indices.contains(index) ? declaration.entries[index] : nil
      return ReportedModule(
        held[index], entry, isManaged: declaration.managesModules,
        knowsBuyerFilter: knowsBuyerFilter(held[index].id), rules: rules)
    }.sorted { $0.id < $1.id }
    ownFindings = rules.findings(of: live, declaration, moduleCount: held.count)
  }
}

/// A module on a live token as a report shows it.
package struct ReportedModule: Sendable, Equatable {
  /// The module.
  package var id: ModuleID
  /// The filters; nil if they are not known.
  package var filters: ModuleFilters?
  /// How the module relates to the files.
  package var state: TokenDeclaration.State
  /// Where the files declare it: in the token's list, or in a set. Nil if they do not.
  package var position: SourcePosition?
  /// The set that it comes from.
  package var set: String?
  /// Why the token has it.
  package var reason: VerbatimText?
  /// The last day of the grant.
  package var until: CalendarDate?
  /// The findings of the module on this token.
  package var findings: Findings

  init(
    _ live: LiveModule, _ entry: DesiredModule?, isManaged: Bool, knowsBuyerFilter: Bool?, rules: FindingRules
  ) {
    id = live.id
    if case .known(let known) = live.filters { filters = known }
    position = entry?.position
    set = entry?.set?.name
    reason = entry?.reason?.value
    until = entry?.until?.value
    findings = rules.findings(of: live, until: until, knowsBuyerFilter: knowsBuyerFilter)
    guard let entry else {
      state = isManaged ? .differs : .unmanaged
      return
    }
    let holds = entry.filters.map { live.filters == .known($0.value) } ?? true
    state = holds && !findings.contains(.ended) ? .asDeclared : .differs
  }
}
