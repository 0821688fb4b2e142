/// What an answer says of the extensions that a token may act through.
package enum LiveExtensions: Sendable, Equatable {
  case told(ExtensionScope)
  /// The answer has no such member: all extensions, or none if the platform leaves empty lists out of its answers as well.
  /// Source: the API's page, under the token object.
  case absent

  /// The extensions as far as they are told. An absent list counts as the wider of what it can mean.
  package var scope: ExtensionScope {
    switch self {
    case .told(let scope): scope
    case .absent: .all
    }
  }
}
