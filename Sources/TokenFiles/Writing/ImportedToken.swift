package import TokenModel

/// The part of a live token that a file can express.
package struct ImportedToken: Sendable, Equatable {
  /// The token's id, which is well-formed.
  package let id: TokenID
  /// Nil if the platform did not return it, or its id is not well-formed.
  package var account: Account?
  /// Nil if the platform did not return it.
  package var status: Status?
  /// The day on which the token was created; nil if the platform did not return it.
  package var created: String?
  /// The day on which the token was last used; an inner nil if it never was, an outer nil if that is not known.
  package var lastAccess: String??
  /// An inner nil if the token has no such text; an outer nil if a file cannot express it.
  package var texts = TextFields<VerbatimText??>(repeating: nil)
  /// Sorted by id; nil if a file cannot express them.
  package var modules: [LiveModule]?
  /// Nil if a file cannot express them.
  package var extensions: ExtensionScope?

  /// A token of which nothing is expressed yet.
  package init(id: TokenID, status: Status? = nil) {
    self.id = id
    self.status = status
  }
}

/// Live tokens as files can express them, and what files cannot express of them.
package struct ImportedTokens: Sendable {
  /// Sorted by id.
  package private(set) var tokens: [ImportedToken] = []
  /// A warning for each omission. None of them quotes the omitted value.
  package private(set) var omissions: [Diagnostic] = []
  private let mask: SecretMask

  /// - Parameters:
  ///   - live: Tokens in any order.
  ///   - mask: Finds secrets, which are omitted.
  package init(_ live: [LiveToken], mask: SecretMask) {
    self.mask = mask
    for token in live.sorted(by: { $0.id < $1.id }) { add(token) }
  }

  private mutating func add(_ live: LiveToken) {
    guard TokenID(wellFormed: live.id.rawValue) != nil else {
      return omit("a token", of: nil, "its id is not a valid token id")
    }
    var token = ImportedToken(id: live.id, status: live.status)
    token.created = live.created?.at.flatMap(Self.day)
    if case .known(let time) = live.lastAccessAt { token.lastAccess = .some(time.flatMap(Self.day)) }
    if let account = live.account {
      if AccountID(wellFormed: account.id.rawValue) != nil {
        token.account = account
      } else {
        omit("the account", of: live.id, "its id is not a valid account id")
      }
    }
    for field in TextField.allCases { token.texts[field] = text(live.texts[field], field, of: live.id) }
    token.modules = modules(live)
    token.extensions = extensions(live)
    tokens.append(token)
  }

  /// The day of a time as the platform writes it; nil if it has another form.
  private static func day(_ time: String) -> String? {
    CalendarDate(time.prefix(10)).map(\.description)
  }

  private mutating func omit(_ what: String, of token: TokenID?, _ reason: String, help: Advice? = nil) {
    omissions.append(
      Diagnostic(
        .warning, .notImportable, "\(what)\(token.map { " of \($0)" } ?? "") is omitted: \(reason)", help: help,
        address: token))
  }
}

// MARK: - Texts

extension ImportedTokens {
  /// The text to write; nil, and reported, if it cannot be expressed. `""` means the same as null, and becomes null.
  private mutating func text(
    _ held: Fetched<VerbatimText?>, _ field: TextField, of token: TokenID
  ) -> VerbatimText?? {
    let what = field.rawValue
    guard case .known(let value) = held else {
      omit("the \(what)", of: token, Self.notReturned)
      return nil
    }
    guard let text = value, !text.isEmpty else {
      if field.isNullable { return .some(nil) }
      omit("the \(what)", of: token, "it is empty")
      return nil
    }
    return isExpressible(text, what, of: token) ? .some(text) : nil
  }

  private mutating func isExpressible(_ text: VerbatimText, _ what: String, of token: TokenID) -> Bool {
    if mask.finds(in: text.string) {
      omit(
        "the \(what)", of: token, "it looks like a secret", help: "remove it on the platform, and revoke that secret")
      return false
    }
    if text.string.utf8.count > Limits.scalarSize {
      omit("the \(what)", of: token, "it has more than \(Limits.scalarSize >> 20) MiB")
      return false
    }
    return true
  }

  private static let notReturned = "the platform did not return it"
}

// MARK: - Modules

extension ImportedTokens {
  private mutating func modules(_ live: LiveToken) -> [LiveModule]? {
    guard case .known(let modules) = live.modules else {
      omit("the list of modules", of: live.id, Self.notReturned)
      return nil
    }
    if let reason = Self.reasonAgainst(modules) {
      omit("the list of modules", of: live.id, reason)
      return nil
    }
    return modules.sorted { $0.id < $1.id }
  }

  /// Why a file cannot express a list of modules; nil if it can.
  private static func reasonAgainst(_ modules: [LiveModule]) -> String? {
    if modules.isEmpty { return "the token has no modules, which a file cannot express" }
    if Set(modules.map(\.id)).count < modules.count { return "the platform lists a module twice" }
    for module in modules {
      if ModuleID(wellFormed: module.id.rawValue) == nil { return "one of its ids is not a valid module id" }
      switch module.filters {
      case .unsupported: return "\(module.id) has a filter that tokenform cannot write"
      case .known(let filters) where filters.buyers.contains { BuyerID(wellFormed: $0.rawValue) == nil }:
        return "a filter of \(module.id) names a buyer with an invalid id"
      case .known, .notAnswered, .unreadable: break
      }
    }
    return nil
  }
}

// MARK: - Extensions

extension ImportedTokens {
  private mutating func extensions(_ live: LiveToken) -> ExtensionScope? {
    guard case .known(let answer) = live.extensions else {
      omit("the list of extensions", of: live.id, Self.notReturned)
      return nil
    }
    if case .only(let ids) = answer.scope, ids.contains(where: { ExtensionID(wellFormed: $0.rawValue) == nil }) {
      omit("the list of extensions", of: live.id, "one of its ids is not a valid extension id")
      return nil
    }
    return answer.scope
  }
}
