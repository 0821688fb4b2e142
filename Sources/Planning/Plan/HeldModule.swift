package import TokenModel

/// A module on a token, with the filters that hold for it.
package struct HeldModule: Sendable, Equatable {
  /// The module.
  package var id: ModuleID
  /// For display; nil if it is not known. Not compared.
  package var name: VerbatimText?
  /// Without buyers: the module reaches everything.
  package var filters: ModuleFilters
  /// Where the files ask for it. Of a module that is revoked, the entry that has ended, or, with a base, the line beside
  /// which it was listed. Nil for what is live.
  package var source: ModuleSource?

  /// A module with its filters.
  package init(id: ModuleID, name: VerbatimText? = nil, filters: ModuleFilters, source: ModuleSource? = nil) {
    self.id = id
    self.name = name
    self.filters = filters
    self.source = source
  }

  /// The place of ``source``.
  package var position: SourcePosition? { source?.position }
}
