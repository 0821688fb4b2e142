package import TokenModel

/// A module on a token, with the filters that hold for it.
package struct HeldModule: Sendable, Equatable {
  /// The module.
  package var id: ModuleID
  /// For display; nil if it is not known. Not compared.
  package var name: VerbatimText?
  /// Without buyers: the module reaches everything.
  package var filters: ModuleFilters
  /// Where the files ask for it, or, with a base, beside which line a module that is revoked was listed; nil for what is
  /// live.
  package var position: SourcePosition?

  /// A module with its filters.
  package init(id: ModuleID, name: VerbatimText? = nil, filters: ModuleFilters, position: SourcePosition? = nil) {
    self.id = id
    self.name = name
    self.filters = filters
    self.position = position
  }
}
