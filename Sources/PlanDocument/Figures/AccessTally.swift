package import Planning
package import TokenModel

/// How many modules tokens gain, how many they lose, and how many get other filters; and how many extensions.
package struct AccessTally: Sendable, Equatable {
  /// Modules that tokens gain.
  package var grants = Tally()
  /// Modules that tokens lose.
  package var revocations = Tally()
  /// Modules that tokens keep with other filters.
  package var refiltered = Tally()
  /// Extensions that tokens gain. From a list to all counts as one.
  package var extensionsAdded = Tally()
  /// Extensions that tokens lose. From all to a list counts as one.
  package var extensionsRemoved = Tally()

  /// Nothing counted yet.
  package init() {}

  /// Counts the modules of a change.
  ///
  /// - Parameter isCounted: Whether a module's part of the change counts.
  package mutating func add(_ modules: ModulesChange, where isCounted: (ModuleID) -> Bool = { _ in true }) {
    for module in modules.granted where isCounted(module.id) { grants.add(modules.allCauses(of: module.id)) }
    for module in modules.revoked where isCounted(module.id) { revocations.add(modules.allCauses(of: module.id)) }
    for module in modules.refiltered where isCounted(module.id) { refiltered.add(modules.allCauses(of: module.id)) }
  }

  /// Counts what a token gains and loses in extensions.
  package mutating func add(_ extensions: ExtensionsChange) {
    let rows = ExtensionRows(extensions)
    for row in rows.added { extensionsAdded.add(Causes(row.cause)) }
    for row in rows.removed { extensionsRemoved.add(Causes(row.cause)) }
  }

  /// Counts the modules and the extensions of a difference.
  package mutating func add(_ difference: TokenDifference) {
    if let modules = difference.modules { add(modules) }
    if let extensions = difference.extensions { add(extensions) }
  }

  /// Adds the counts, cause by cause.
  package static func += (left: inout AccessTally, right: AccessTally) {
    left.grants += right.grants
    left.revocations += right.revocations
    left.refiltered += right.refiltered
    left.extensionsAdded += right.extensionsAdded
    left.extensionsRemoved += right.extensionsRemoved
  }

  /// Whether there is no change of access at all.
  package var isEmpty: Bool { grants.total + revocations.total + refiltered.total == 0 && !hasExtensions }

  /// Whether any extension is added or removed.
  package var hasExtensions: Bool { extensionsAdded.total + extensionsRemoved.total > 0 }
}
