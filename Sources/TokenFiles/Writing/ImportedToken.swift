package import TokenModel

/// What a file can say of a live token.
package struct ImportedToken: Sendable, Equatable {
  package let id: TokenID
  /// Nil where the platform does not tell it, or tells none that a file could name.
  package var account: Account?
  /// Nil where the platform does not tell it.
  package var status: Status?
  /// Null inside where the token has no such text; nil where it cannot be said.
  package var texts = TextFields<VerbatimText??>(repeating: nil)
  /// Sorted by id; nil where they cannot be said.
  package var modules: [LiveModule]?
  /// Nil where they cannot be said.
  package var extensions: ExtensionScope?
}

/// Live tokens as files can say them, and what had to be left out.
package struct ImportedTokens: Sendable {
  /// Sorted by id.
  package private(set) var tokens: [ImportedToken] = []
  /// Warnings; none of them quotes what it is about.
  package private(set) var omissions: [Diagnostic] = []
  private let mask: SecretMask

  /// - Parameter mask: Finds what no file may hold.
  package init(_ live: [LiveToken], mask: SecretMask) {
    self.mask = mask
    for token in live.sorted(by: { $0.id < $1.id }) { add(token) }
  }

  private mutating func add(_ live: LiveToken) {
    guard TokenID(wellFormed: live.id.rawValue) != nil else {
      return omit("a token", of: nil, "its id has not the form of a token's id")
    }
    var token = ImportedToken(id: live.id, status: live.status)
    if let account = live.account {
      if AccountID(wellFormed: account.id.rawValue) != nil {
        token.account = account
      } else {
        omit("the account", of: live.id, "its id has not the form of an account's id")
      }
    }
    for field in TextField.allCases { token.texts[field] = text(live.texts[field], field, of: live.id) }
    token.modules = modules(live)
    token.extensions = extensions(live)
    tokens.append(token)
  }

  private mutating func omit(_ what: String, of token: TokenID?, _ reason: String, help: Advice? = nil) {
    omissions.append(
      Diagnostic(
        .warning, .leftOut, "\(what)\(token.map { " of \($0)" } ?? "") is left out: \(reason)", help: help,
        address: token))
  }
}

// MARK: - Texts

extension ImportedTokens {
  /// `""` means the same as null, and is written so.
  private mutating func text(
    _ held: Fetched<VerbatimText?>, _ field: TextField, of token: TokenID
  ) -> VerbatimText?? {
    let what = field.rawValue
    guard case .known(let value) = held else {
      omit("the \(what)", of: token, Self.notTold)
      return nil
    }
    guard let text = value, !text.isEmpty else {
      if field.isNullable { return .some(nil) }
      omit("the \(what)", of: token, "it is empty")
      return nil
    }
    return isFit(text, what, of: token) ? .some(text) : nil
  }

  private mutating func isFit(_ text: VerbatimText, _ what: String, of token: TokenID) -> Bool {
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

  private static let notTold = "the platform does not tell it"
}

// MARK: - Modules

extension ImportedTokens {
  private mutating func modules(_ live: LiveToken) -> [LiveModule]? {
    guard case .known(let modules) = live.modules else {
      omit("the list of modules", of: live.id, Self.notTold)
      return nil
    }
    if let reason = Self.reasonAgainst(modules) {
      omit("the list of modules", of: live.id, reason)
      return nil
    }
    return modules.sorted { $0.id < $1.id }
  }

  /// Why a list of modules cannot stand in a file; nil where it can.
  private static func reasonAgainst(_ modules: [LiveModule]) -> String? {
    if modules.isEmpty { return "the token has no module, and a file cannot ask for that" }
    if Set(modules.map(\.id)).count < modules.count { return "the platform lists a module twice" }
    for module in modules {
      if ModuleID(wellFormed: module.id.rawValue) == nil { return "one of its ids has not the form of a module's id" }
      switch module.filters {
      case .unsupported: return "\(module.id) has a filter that cannot be sent back"
      case .known(let filters) where filters.buyers.contains { BuyerID(wellFormed: $0.rawValue) == nil }:
        return "a filter of \(module.id) names a buyer whose id has not the form of one"
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
      omit("the list of extensions", of: live.id, Self.notTold)
      return nil
    }
    if case .only(let ids) = answer.scope, ids.contains(where: { ExtensionID(wellFormed: $0.rawValue) == nil }) {
      omit("the list of extensions", of: live.id, "one of its ids has not the form of an extension's id")
      return nil
    }
    return answer.scope
  }
}
