import TokenModel

/// A text that has a meaning as a key. As a value it is ordinary text.
enum KnownKey: Equatable {
  case account, moduleSets, buyerGroups, tokens
  case text(TextField)
  case modules, extensions, protected
  case id, filters, set, until, reason, groupBuyers
  /// Never read, because its value would be a secret.
  case token
  case merge

  /// Nil for any other text. Called for every scalar, so it compares the length before the bytes.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let likely: KnownKey? =
      switch (text.count, text.first) {
      case (2, UInt8(ascii: "i")): .id
      case (2, _): .merge
      case (3, _): .set
      case (4, UInt8(ascii: "n")): .text(.name)
      case (4, _): .text(.icon)
      case (5, UInt8(ascii: "u")): .until
      case (5, _): .token
      case (6, UInt8(ascii: "r")): .reason
      case (6, _): .tokens
      case (7, UInt8(ascii: "a")): .account
      case (7, UInt8(ascii: "m")): .modules
      case (7, _): .filters
      case (9, _): .protected
      case (10, _): .extensions
      case (11, UInt8(ascii: "m")): .moduleSets
      case (11, _): .text(.description)
      case (12, UInt8(ascii: "b")): .buyerGroups
      case (12, _): .groupBuyers
      default: nil
      }
    guard let likely, likely.isSpelled(text) else { return nil }
    self = likely
  }

  private func isSpelled(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var spelling = spelling
    return spelling.withUTF8 { text.isSame(as: $0) }
  }

  private var spelling: String {
    switch self {
    case .account: "account"
    case .moduleSets: "module_sets"
    case .buyerGroups: "buyer_groups"
    case .tokens: "tokens"
    case .text(let field): field.rawValue
    case .modules: "modules"
    case .extensions: "extensions"
    case .protected: "protected"
    case .id: "id"
    case .filters: "filters"
    case .set: "set"
    case .until: "until"
    case .reason: "reason"
    case .groupBuyers: "group.buyers"
    case .token: "token"
    case .merge: "<<"
    }
  }
}
