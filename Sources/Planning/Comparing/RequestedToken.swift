import TokenModel

/// What a token is to hold, in the fields that are asked for: by the files, or by one side of a planned change.
struct RequestedToken {
  /// Nil inside is null; nil if a text is not asked for.
  let texts: TextFields<Located<VerbatimText?>?>
  /// The whole list; nil if it is not asked for.
  let modules: Located<[RequestedModule]>?
  /// Nil if they are not asked for.
  let extensions: Located<ExtensionScope>?
}

/// A module that a token is to hold.
struct RequestedModule {
  let id: ModuleID
  /// For display; nil if it is not known.
  var name: VerbatimText?
  /// Nil keeps the filters that the module has.
  let filters: ModuleFilters?
  /// Where the files ask for it; nil for what is live.
  let source: ModuleSource?
}

extension RequestedToken {
  /// What the files ask.
  ///
  /// - Parameter modules: The modules of the files with their ids; nil leaves them out.
  init(_ desired: DesiredToken, modules: [RequestedModule]?) {
    texts = desired.texts
    self.modules = desired.modules.flatMap { list in modules.map { Located($0, at: list.position) } }
    extensions = desired.extensions
  }

  /// What the files ask without the catalogue; nil if they give a module by its name, or twice.
  init?(byID desired: DesiredToken) {
    let modules = desired.modules?.value ?? []
    let requested = modules.compactMap { module in module.reference.id.map { RequestedModule(module, id: $0) } }
    guard requested.count == modules.count else { return nil }
    // One source lists no module twice.
    let hasSeveralSources = modules.contains { $0.set?.name != modules[0].set?.name }
    if hasSeveralSources, Set(requested.map(\.id)).count < requested.count { return nil }
    self.init(desired, modules: requested)
  }

  /// One side of a planned change.
  init(_ change: TokenChange, _ side: TokenChange.Side) {
    var texts = TextFields<Located<VerbatimText?>?>(repeating: nil)
    for text in change.texts {
      texts[text.field] = Located(side == .before ? text.before : text.after, at: text.position)
    }
    self.texts = texts
    modules = change.modules.map { modules in
      Located((side == .before ? modules.before : modules.after).map(RequestedModule.init), at: modules.position)
    }
    extensions = change.extensions.map { Located(side == .before ? $0.before : $0.after, at: $0.position) }
  }
}

extension RequestedModule {
  init(_ desired: DesiredModule, id: ModuleID) {
    self.init(id: id, filters: desired.filters?.value, source: ModuleSource(desired))
  }

  fileprivate init(_ held: HeldModule) {
    self.init(id: held.id, name: held.name, filters: held.filters, source: held.source)
  }
}

extension DesiredModule.Reference {
  fileprivate var id: ModuleID? {
    if case .id(let id) = self { id } else { nil }
  }
}
