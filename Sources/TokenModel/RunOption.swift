/// An option of a run that advice or an output refers to. The command line spells it.
package enum RunOption: Sendable, CaseIterable {
  // The scope of a plan
  case target
  case exclude
  case base
  case proposedOnly
  case endedOnly
  case endingWithin
  case coverage
  case requireCoverage
  case allValues

  // Guards
  case allowProtected
  case allowSelf
  case allowDisabled
  case maximumChanges
  case maximumGrants
  case maximumRevocations
  case requireReason

  // The run
  case tokenFile
  case deadline
  case failFast
  case approve

  // Import
  /// Import only tokens that no file names.
  case unmanaged
}

/// The options by the names that the command line gives them.
package struct OptionNames: Sendable {
  private let spell: @Sendable (RunOption) -> String

  /// - Parameter spell: The name as a user types it, such as `--exclude`.
  package init(_ spell: @escaping @Sendable (RunOption) -> String) {
    self.spell = spell
  }

  /// The name of an option as a user types it.
  package subscript(option: RunOption) -> String { spell(option) }
}
