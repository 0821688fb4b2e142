/// A field that the platform may omit from a response. An omitted field is not an empty one.
package enum Fetched<Value> {
  /// The response has the field, with this value.
  case known(Value)
  /// The response does not have the field.
  case omitted

  /// The value; nil if the field was omitted.
  package var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Whether the response has the field.
  package var isKnown: Bool {
    if case .known = self { true } else { false }
  }
}

extension Fetched: Sendable where Value: Sendable {}
extension Fetched: Equatable where Value: Equatable {}

/// A token as the platform returned it, without its secret.
///
/// Source: schema `ApiToken` of the API.
package struct LiveToken: Sendable, Equatable {
  /// The token's id, whatever its form.
  package var id: TokenID
  /// The texts; null is an inner nil, which a name never has.
  package var texts: TextFields<Fetched<VerbatimText?>>
  /// The modules that the token has.
  package var modules: Fetched<[LiveModule]>
  /// The extensions that the token may act through.
  package var extensions: Fetched<LiveExtensions>
  /// The account that the token belongs to; nil if the platform did not return it.
  package var account: Account?
  /// The status; nil if the platform did not return it.
  package var status: Status?
  /// Grows with every write; nil on deployments that do not return it.
  package var revision: Int?
  /// Who created the token, and when; nil if the platform did not return it.
  package var created: LastChange?
  /// The last change; nil if the platform did not return it.
  package var lastChange: LastChange?
  /// When the token was last used, in the platform's format for times; an inner nil if it never was.
  package var lastAccessAt: Fetched<String?>

  /// A token in which everything that is not given was omitted.
  package init(
    id: TokenID, texts: TextFields<Fetched<VerbatimText?>> = TextFields(repeating: .omitted),
    modules: Fetched<[LiveModule]> = .omitted, extensions: Fetched<LiveExtensions> = .omitted,
    account: Account? = nil, status: Status? = nil, revision: Int? = nil, created: LastChange? = nil,
    lastChange: LastChange? = nil, lastAccessAt: Fetched<String?> = .omitted
  ) {
    self.id = id
    self.texts = texts
    self.modules = modules
    self.extensions = extensions
    self.account = account
    self.status = status
    self.revision = revision
    self.created = created
    self.lastChange = lastChange
    self.lastAccessAt = lastAccessAt
  }

  /// The name; nil if the response does not have it.
  package var name: VerbatimText? { texts[.name].value ?? nil }

  /// Whether the response has the fields that guards check on every token: account and status.
  package var includesGuardFields: Bool { account != nil && status != nil }

  /// Whether the response has all of these fields.
  package func contains(_ fields: Set<TokenField>) -> Bool {
    fields.allSatisfy { field in
      switch field {
      case .text(let field): texts[field].isKnown
      case .modules: modules.isKnown
      case .extensions: extensions.isKnown
      }
    }
  }
}

/// A module that a token has.
package struct LiveModule: Sendable, Equatable {
  /// What a response says about a module's filters.
  package enum Filters: Sendable, Equatable {
    /// The filters.
    case known(ModuleFilters)
    /// A list omitted them, and says so: the token has to be read by its id.
    case notAnswered
    /// Reading the token by its id omitted them as well.
    case unreadable
    /// The names of filters that the API's schema does not have. They cannot be sent back, so the modules must not be
    /// replaced.
    case unsupported([String])
  }

  /// The module's id, whatever its form.
  package var id: ModuleID
  /// The module's name; nil if the response does not have it.
  package var name: VerbatimText?
  /// What limits the module on this token.
  package var filters: Filters

  /// A module with its filters.
  package init(id: ModuleID, name: VerbatimText? = nil, filters: Filters) {
    self.id = id
    self.name = name
    self.filters = filters
  }
}

/// The account that a token belongs to.
package struct Account: Sendable, Hashable {
  /// The account's id, whatever its form.
  package var id: AccountID
  /// The account's name; nil if the response does not have it.
  package var name: VerbatimText?
  /// Such as `Client`; nil if the answer does not say.
  package var type: String?

  /// An account, with its name if it is known.
  package init(id: AccountID, name: VerbatimText? = nil, type: String? = nil) {
    self.id = id
    self.name = name
    self.type = type
  }
}

/// A token's status.
///
/// Source: the API's page on tokens; its schema does not limit the values.
package enum Status: Sendable, Equatable {
  /// The platform's `Active`, `Disabled` and `Deleted`.
  case active, disabled, deleted
  /// A value that this version does not know.
  case other(String)

  /// The status of this name on the platform.
  package init(_ text: String) {
    switch text {
    case "Active": self = .active
    case "Disabled": self = .disabled
    case "Deleted": self = .deleted
    default: self = .other(text)
    }
  }

  /// Its name on the platform.
  package var word: String {
    switch self {
    case .active: "Active"
    case .disabled: "Disabled"
    case .deleted: "Deleted"
    case .other(let text): text
    }
  }
}

/// Who created a token or changed it last, and when.
///
/// Source: `audit.created`; `audit.updated`, or `audit.created` of a token that was never changed.
package struct LastChange: Sendable, Equatable {
  /// The time in the platform's format.
  package var at: String?
  /// The id of the user or service.
  package var byID: String?
  /// The name of the user or service.
  package var byName: String?

  /// A change; nil for what the platform did not return.
  package init(at: String?, byID: String? = nil, byName: String? = nil) {
    self.at = at
    self.byID = byID
    self.byName = byName
  }
}
