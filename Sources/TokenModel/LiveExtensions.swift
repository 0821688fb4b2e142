/// What a response says about the extensions that a token may act through.
///
/// Source: the API's page, under the token object.
package enum LiveExtensions: Sendable, Equatable {
  /// The response lists the extensions, or has null for all of them.
  case listed(ExtensionScope)
  /// The response has no such member: all extensions, or none if the platform omits empty lists as well.
  case absent

  /// The extensions. An absent list counts as all of them, the wider of its two meanings.
  package var scope: ExtensionScope {
    switch self {
    case .listed(let scope): scope
    case .absent: .all
    }
  }
}
