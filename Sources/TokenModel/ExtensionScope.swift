/// The extensions that a token may act through.
///
/// Source: the API's page, under the token object: null permits all extensions, an empty list none, and a list only those
/// that it names. The platform leaves null out of its answers, so an absent list means all.
package enum ExtensionScope: Hashable, Sendable {
  /// All extensions.
  case all
  /// Sorted by id, each once; empty permits none. Use ``init(_:)`` for ids in any order.
  case only([ExtensionID])

  /// Limits the scope to these extensions, given in any order.
  package init(_ ids: some Sequence<ExtensionID>) {
    self = .only(Set(ids).sorted())
  }

  /// No extension.
  package static let none = ExtensionScope.only([])
}
