package import TokenModel

/// The content of one PUT: the fields that differ, and nothing else.
package struct TokenDelta: Sendable, Equatable {
  /// A module as written in the request.
  package struct Module: Sendable, Equatable {
    /// The module.
    package let id: ModuleID
    /// Nil if the token has no filter and none is requested; without buyers if it has one that is to be removed.
    package let filters: ModuleFilters?
  }

  /// The token to update.
  package let id: TokenID
  /// The texts that change; ``TextChange/after`` is what is written.
  package let texts: [TextChange]
  /// The whole list, sorted by id; nil if it does not change.
  package let modules: [Module]?
  /// Replaced as a whole; nil if they do not change.
  package let extensions: ExtensionScope?

  /// What has to be written to make a change.
  package init(_ change: TokenChange) {
    id = change.id
    texts = change.texts
    extensions = change.extensions?.after
    modules = change.modules.map { modules in
      let had = Set(modules.before.filter { !$0.filters.isEmpty }.map(\.id))
      return modules.after.map { module in
        Module(id: module.id, filters: module.filters.isEmpty && !had.contains(module.id) ? nil : module.filters)
      }
    }
  }
}
