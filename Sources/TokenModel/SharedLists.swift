/// A role: a named list of modules that tokens refer to.
package struct ModuleSet: Sendable, Equatable {
  /// Lower-case letters, digits and hyphens.
  package var name: String
  /// Where the set's key is.
  package var position: SourcePosition
  /// The set's entries, in their order. They come from no other set.
  package var modules: [DesiredModule]

  /// A set with its entries.
  package init(name: String, position: SourcePosition, modules: [DesiredModule]) {
    self.name = name
    self.position = position
    self.modules = modules
  }
}

/// A named list of buyers that filters refer to.
package struct BuyerGroup: Sendable, Equatable {
  /// Lower-case letters, digits and hyphens.
  package var name: String
  /// Where the group's key is.
  package var position: SourcePosition
  /// Sorted, each once.
  package var buyers: [BuyerID]

  /// A group with its buyers.
  package init(name: String, position: SourcePosition, buyers: [BuyerID]) {
    self.name = name
    self.position = position
    self.buyers = buyers
  }
}

/// The set through which a token lists a module.
package struct SetUse: Sendable, Hashable {
  /// The set's name.
  package var name: String
  /// Where the token refers to the set.
  package var position: SourcePosition

  /// A reference to a set by its name.
  package init(name: String, position: SourcePosition) {
    self.name = name
    self.position = position
  }
}
