package import TokenModel

/// What one PUT says: the fields that differ, and nothing else.
package struct TokenDelta: Sendable, Equatable {
  /// A module as it is written.
  package struct Module: Sendable, Equatable {
    package let id: ModuleID
    /// Nil where the token neither has nor wants a filter; no buyers where it has one and wants none.
    package let filters: ModuleFilters?
  }

  package let id: TokenID
  package let texts: [TextChange]
  /// The whole list, sorted by id; nil where it does not change.
  package let modules: [Module]?
  /// Replaced as a whole; nil where they do not change.
  package let extensions: ExtensionScope?

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

/// A request as it would be sent, for showing it. The credential is no part of it.
package struct RequestPreview: Sendable, Equatable {
  package let method: String
  package let url: String
  /// Verbatim.
  package let body: String

  package init(method: String, url: String, body: String) {
    self.method = method
    self.url = url
    self.body = body
  }
}
