package import Planning
package import TokenModel

extension MaskedJSONWriter {
  /// Tokens to update, under the names that Terraform's plans have for them.
  ///
  /// - Parameter report: How they ended; nil if nothing was tried.
  mutating func writeChanges(_ name: StaticString, _ changes: [TokenChange], _ report: ReportFigures? = nil) {
    array(name) { page in
      for change in changes {
        page.object { $0.writeChange(change, report?.outcome(of: change.id)) }
      }
    }
  }

  private mutating func writeChange(_ change: TokenChange, _ outcome: Outcome?) {
    let modules = change.modules
    masked("address", change.id.rawValue)
    word("mode", "managed")
    word("type", "marketplace_api_token")
    masked("name", change.name?.string)
    masked("account", change.account?.id.rawValue)
    if let outcome { word("outcome", outcome.rawValue) }
    object("change") { page in
      page.array("actions") { $0.word("update") }
      page.writeSides(of: change.difference, before: "before", after: "after")
    }
    writeIDs("grants", modules?.granted, \.id)
    writeIDs("revocations", modules?.revoked, \.id)
    writeIDs("refiltered", modules?.refiltered, \.id)
    number("kept", modules?.kept.count)
    word("effect", change.effect.rawValue)
    writeCauses(of: change)
    flag("protected", change.isProtected)
    flag("self", change.isSelf)
    masked("status", change.status?.word)
    number("base_revision", change.baseRevision)
    writeEvent("last_changed", change.lastChange)
    if case .known(let at) = change.lastAccessAt { masked("last_access_at", at) }
    object("source") { $0.place(change.position) }
    object("sources") { $0.writeSources(of: change) }
  }

  private mutating func writeIDs<Module>(_ name: StaticString, _ modules: [Module]?, _ id: (Module) -> ModuleID) {
    array(name) { page in
      for module in modules ?? [] { page.masked(id(module).rawValue) }
    }
  }

  /// Where the files ask for each field that changes, and for each module that differs.
  private mutating func writeSources(of change: TokenChange) {
    for text in change.texts {
      name(.text(text.field))
      object { $0.place(text.position) }
    }
    if let extensions = change.extensions {
      name(.extensions)
      object { $0.place(extensions.position) }
    }
    guard let modules = change.modules else { return }
    name(.modules)
    object { $0.place(modules.position) }
    let sources =
      modules.granted.map { ($0.id, $0.source) } + modules.refiltered.map { ($0.id, $0.source) }
      + modules.revoked.map { ($0.id, $0.source) }
    for (id, source) in sources.sorted(by: { $0.0 < $1.0 }) {
      guard let source else { continue }
      name(masked: id.rawValue)
      object { $0.writeSource(source) }
    }
  }

  /// Why the token differs, where that is known of something.
  private mutating func writeCauses(of change: TokenChange) {
    if let cause = change.cause { word("cause", cause.rawValue) }
    guard change.cause != nil || change.modules?.causes.isEmpty == false else { return }
    object("causes") { page in
      for text in change.texts {
        guard let cause = text.cause else { continue }
        page.name(.text(text.field))
        page.word(cause.rawValue)
      }
      for (field, cause) in [(TokenField.modules, change.modules?.cause), (.extensions, change.extensions?.cause)] {
        guard let cause else { continue }
        page.name(field)
        page.word(cause.rawValue)
      }
    }
    object("module_causes") { page in
      for (id, cause) in (change.modules?.causes ?? [:]).sorted(by: { $0.key < $1.key }) {
        page.name(masked: id.rawValue)
        page.word(cause.rawValue)
      }
    }
    guard let causes = change.extensions?.causes, !causes.isEmpty else { return }
    object("extension_causes") { page in
      for (id, cause) in causes.sorted(by: { $0.key < $1.key }) {
        page.name(masked: id.rawValue)
        page.word(cause.rawValue)
      }
    }
  }

  /// Who did something and when, under a name; null if the platform did not return it.
  package mutating func writeEvent(_ name: StaticString, _ event: LastChange?) {
    guard let event else { return masked(name, nil) }
    object(name) { page in
      page.masked("at", event.at)
      if event.byID == nil, event.byName == nil {
        page.masked("by", nil)
      } else {
        page.object("by") { $0.reference(event.byID, event.byName) }
      }
    }
  }
}

extension MaskedJSONWriter {
  /// The values of the fields that change, before and after, as an object under each name.
  package mutating func writeSides(of difference: TokenDifference, before: StaticString, after: StaticString) {
    let (modules, extensions) = (difference.modules, difference.extensions)
    object(before) { $0.writeValues(of: difference, \.before, modules?.before, extensions?.before) }
    object(after) { $0.writeValues(of: difference, \.after, modules?.after, extensions?.after) }
  }

  /// The values of the fields that change, as one side has them.
  private mutating func writeValues(
    of difference: TokenDifference, _ side: (TextChange) -> VerbatimText?, _ modules: [HeldModule]?,
    _ extensions: ExtensionScope?
  ) {
    for text in difference.texts {
      name(.text(text.field))
      masked(side(text)?.string)
    }
    if let modules { writeModules(modules) }
    if let extensions { writeExtensions(extensions) }
  }

  private mutating func writeModules(_ modules: [HeldModule]) {
    array("modules") { page in
      for module in modules {
        page.object { page in
          page.reference(module.id.rawValue, module.name?.string)
          page.object("filters") { $0.writeFilters(module.filters) }
        }
      }
    }
  }

  /// Null for all, which is not an empty list.
  package mutating func writeExtensions(_ extensions: ExtensionScope) {
    guard case .only(let ids) = extensions else { return masked("extensions", nil) }
    array("extensions") { page in
      for id in ids { page.masked(id.rawValue) }
    }
  }

  /// The filters that a module has, each under its name.
  package mutating func writeFilters(_ filters: ModuleFilters) {
    guard !filters.isEmpty else { return }
    array("group.buyers") { page in
      for buyer in filters.buyers { page.masked(buyer.rawValue) }
    }
  }
}
