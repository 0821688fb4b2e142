/// A module of the platform, as its catalogue or an account's default group returns it.
package struct CatalogueModule: Sendable, Hashable {
  /// The module's id, whatever its form.
  package var id: ModuleID
  /// The module's name, which files can use in place of the id.
  package var name: VerbatimText
  /// What the platform checks when the module is written.
  package var rules: ModuleRules

  /// A module, without rules unless some are given.
  package init(id: ModuleID, name: VerbatimText, rules: ModuleRules = ModuleRules()) {
    self.id = id
    self.name = name
    self.rules = rules
  }
}

/// What the platform checks when a token's modules are written, as far as a response says.
///
/// Source: the API's page, under the token object.
package struct ModuleRules: Sendable, Hashable {
  /// The types of account that may have the module; nil if the response does not say.
  package var accountTypes: [String]?
  /// Whether the platform has retired the module.
  package var isObsolete: Bool
  /// Whether every token has to have it, because it is a default and not configurable.
  package var isMandatory: Bool
  /// Whether no token can be given it, because it is neither a default nor configurable.
  package var isForbidden: Bool
  /// Whether the module can be limited to buyers; nil if the response does not say.
  package var knowsBuyerFilter: Bool?

  /// Rules of a module about which nothing else is known.
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

/// An account's default group: the account's tokens may have exactly its modules.
///
/// Source: the API's page, under calls.
package struct DefaultGroup: Sendable, Equatable {
  /// The account; nil if the response does not say.
  package var account: AccountID?
  /// The modules of the group.
  package var modules: [CatalogueModule]

  /// The group of an account.
  package init(account: AccountID?, modules: [CatalogueModule]) {
    self.account = account
    self.modules = modules
  }
}
