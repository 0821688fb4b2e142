/// A field that the platform may have left out of an answer. Left out is not empty.
package enum Fetched<Value> {
  case known(Value)
  case omitted

  package var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  package var isKnown: Bool {
    if case .known = self { true } else { false }
  }
}

extension Fetched: Sendable where Value: Sendable {}
extension Fetched: Equatable where Value: Equatable {}

/// A token as the platform answered it. The secret itself has no place here.
package struct LiveToken: Sendable, Equatable {
  package var id: TokenID
  /// A name is never null.
  package var texts: TextFields<Fetched<VerbatimText?>>
  package var modules: Fetched<[LiveModule]>
  package var extensions: Fetched<LiveExtensions>
  package var account: Account?
  package var status: Status?
  /// Grows with every write; nil on deployments that do not tell it.
  package var revision: Int?
  /// Nil where the platform did not answer it.
  package var lastChange: LastChange?
  /// When the token was last used, as the platform writes times; null where it never was.
  package var lastAccessAt: Fetched<String?>

  package init(
    id: TokenID, texts: TextFields<Fetched<VerbatimText?>> = TextFields(repeating: .omitted),
    modules: Fetched<[LiveModule]> = .omitted, extensions: Fetched<LiveExtensions> = .omitted,
    account: Account? = nil, status: Status? = nil, revision: Int? = nil, lastChange: LastChange? = nil,
    lastAccessAt: Fetched<String?> = .omitted
  ) {
    self.id = id
    self.texts = texts
    self.modules = modules
    self.extensions = extensions
    self.account = account
    self.status = status
    self.revision = revision
    self.lastChange = lastChange
    self.lastAccessAt = lastAccessAt
  }

  /// The name, where the answer has it.
  package var name: VerbatimText? { texts[.name].value ?? nil }

  /// Whether the answer tells what guards judge every token by: its account and its status.
  package var includesGuardFields: Bool { account != nil && status != nil }

  /// Whether the answer holds all of these fields.
  package func holds(_ fields: Set<TokenField>) -> Bool {
    fields.allSatisfy { field in
      switch field {
      case .text(let field): texts[field].isKnown
      case .modules: modules.isKnown
      case .extensions: extensions.isKnown
      }
    }
  }
}

/// A module that a token holds.
package struct LiveModule: Sendable, Equatable {
  /// What an answer says of a module's filters.
  package enum Filters: Sendable, Equatable {
    case known(ModuleFilters)
    /// A list left them out although there may be some: it names them as omitted. The token has to be read by id.
    case notAnswered
    /// The token by id names them as omitted as well.
    case unreadable
    /// Filters that the API's schema does not know, by their names: they cannot be sent back, so nothing may replace them.
    case unsupported([String])
  }

  package var id: ModuleID
  package var name: VerbatimText?
  package var filters: Filters

  package init(id: ModuleID, name: VerbatimText? = nil, filters: Filters) {
    self.id = id
    self.name = name
    self.filters = filters
  }
}

/// The account that a token belongs to.
package struct Account: Sendable, Hashable {
  package var id: AccountID
  package var name: VerbatimText?
  /// Such as `Client`; nil where the answer does not say.
  package var type: String?

  package init(id: AccountID, name: VerbatimText? = nil, type: String? = nil) {
    self.id = id
    self.name = name
    self.type = type
  }
}

/// A token's status. Source: the API's page on tokens; the schema leaves the set open.
package enum Status: Sendable, Equatable {
  case active, disabled, deleted
  /// One that this version does not know.
  case other(String)

  package init(_ text: String) {
    switch text {
    case "Active": self = .active
    case "Disabled": self = .disabled
    case "Deleted": self = .deleted
    default: self = .other(text)
    }
  }

  /// The platform's own word.
  package var word: String {
    switch self {
    case .active: "Active"
    case .disabled: "Disabled"
    case .deleted: "Deleted"
    case .other(let text): text
    }
  }
}

/// Who changed a token last, and when. Source: `audit.updated`, or `audit.created` of a token that never changed.
package struct LastChange: Sendable, Equatable {
  /// The time as the platform writes it.
  package var at: String?
  package var byID: String?
  package var byName: String?

  package init(at: String?, byID: String? = nil, byName: String? = nil) {
    self.at = at
    self.byID = byID
    self.byName = byName
  }
}
