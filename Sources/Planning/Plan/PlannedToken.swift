package import TokenModel

/// A token as it will be: every field that the files manage, with the value that it has once the plan is applied.
package struct PlannedToken: Sendable, Equatable {
  /// A module that the token will have.
  package struct Module: Sendable, Equatable {
    /// The module.
    package var id: ModuleID
    /// For display; nil if it is not known.
    package var name: VerbatimText?
    /// Nil if the platform did not say which filters a module has that stays as it is.
    package var filters: ModuleFilters?

    /// A module with its filters.
    package init(id: ModuleID, name: VerbatimText? = nil, filters: ModuleFilters?) {
      self.id = id
      self.name = name
      self.filters = filters
    }
  }

  /// The token.
  package var id: TokenID
  /// The live name; nil if the platform did not return it.
  package var name: VerbatimText?
  /// Nil for a text that is not managed, or not known; an inner nil is null.
  package var texts: TextFields<VerbatimText??>
  /// Sorted by id; nil if the list is not managed, or not known.
  package var modules: [Module]?
  /// Nil if they are not managed, or not known.
  package var extensions: ExtensionScope?

  /// A token of which nothing is managed yet.
  package init(id: TokenID, name: VerbatimText? = nil) {
    self.id = id
    self.name = name
    texts = TextFields(repeating: nil)
  }
}

extension PlannedToken {
  /// What a token will hold: what is live, with the change that is written.
  ///
  /// - Parameter desired: The token in the files, which say what is managed.
  init(
    _ live: LiveToken, managing desired: DesiredToken, after change: TokenChange?, naming catalogue: ModuleCatalogue
  ) {
    self.init(id: live.id, name: live.name)
    for field in TextField.allCases where desired.texts[field] != nil {
      if case .known(let text) = live.texts[field] { texts[field] = .some(text) }
    }
    if desired.modules != nil, case .known(let held) = live.modules {
      modules = held.map { module in
        Module(id: module.id, name: module.name ?? catalogue.name(of: module.id), filters: module.filters.ifKnown)
      }.sorted { $0.id < $1.id }
    }
    if desired.extensions != nil, case .known(let held) = live.extensions { extensions = held.scope }
    if let change { apply(change, .after) }
  }

  /// The same token with one side of a change.
  mutating func apply(_ change: TokenChange, _ side: TokenChange.Side) {
    for text in change.texts { texts[text.field] = .some(side == .before ? text.before : text.after) }
    if let change = change.modules {
      modules = (side == .before ? change.before : change.after).map {
        Module(id: $0.id, name: $0.name, filters: $0.filters)
      }
    }
    if let change = change.extensions { extensions = side == .before ? change.before : change.after }
  }
}

extension LiveModule.Filters {
  fileprivate var ifKnown: ModuleFilters? {
    if case .known(let filters) = self { filters } else { nil }
  }
}
