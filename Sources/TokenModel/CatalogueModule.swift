/// A module that the platform has, as its catalogue or an account's default group answers it.
package struct CatalogueModule: Sendable, Hashable {
  package var id: ModuleID
  package var name: VerbatimText
  package var rules: ModuleRules

  package init(id: ModuleID, name: VerbatimText, rules: ModuleRules = ModuleRules()) {
    self.id = id
    self.name = name
    self.rules = rules
  }
}

/// What the platform checks when a token's modules are written, as far as an answer says. Source: the API's page, under
/// the token object.
package struct ModuleRules: Sendable, Hashable {
  /// The types of account that may have the module; nil where the answer does not say.
  package var accountTypes: [String]?
  package var isObsolete: Bool
  /// Every token has to have it: it is a default and not configurable.
  package var isMandatory: Bool
  /// No token can be given it: it is neither a default nor configurable.
  package var isForbidden: Bool
  /// Whether the module can be limited to buyers; nil where the answer does not say.
  package var knowsBuyerFilter: Bool?

  package init(
    accountTypes: [String]? = nil, isObsolete: Bool = false, isMandatory: Bool = false, isForbidden: Bool = false,
    knowsBuyerFilter: Bool? = nil
  ) {
    self.accountTypes = accountTypes
    self.isObsolete = isObsolete
    self.isMandatory = isMandatory
    self.isForbidden = isForbidden
    self.knowsBuyerFilter = knowsBuyerFilter
  }
}

/// An account's default group: the account's tokens may hold exactly its modules. Source: the API's page, under calls.
package struct DefaultGroup: Sendable, Equatable {
  /// Nil where the answer does not say.
  package var account: AccountID?
  package var modules: [CatalogueModule]

  package init(account: AccountID?, modules: [CatalogueModule]) {
    self.account = account
    self.modules = modules
  }
}
