package import Planning

/// The counts of a difference between two trees of files.
package struct DifferenceTally: Sendable, Equatable {
  /// Tokens on both sides that are asked for differently.
  package private(set) var changed = 0
  /// Tokens that only the files have.
  package private(set) var added = 0
  /// Tokens that only the base has.
  package private(set) var removed = 0
  /// Tokens by what is asked of their access.
  package private(set) var effects: [DesiredEffect: Int] = [:]
  /// Modules that lists on both sides gain.
  package private(set) var modulesAdded = 0
  /// Modules that lists on both sides lose.
  package private(set) var modulesRemoved = 0
  /// Modules with other filters.
  package private(set) var refiltered = 0
  /// Modules that are given by name on one side, and perhaps by id on the other.
  package private(set) var unmatched = 0
  /// Ends that moved to a later day.
  package private(set) var prolonged = 0
  /// Ends that were removed.
  package private(set) var madePermanent = 0
  /// Tokens whose lists of extensions on both sides differ.
  package private(set) var extensionsChanged = 0
  /// Tokens that are no longer protected.
  package private(set) var protectionLifted = 0

  /// Counts a difference.
  package init(_ difference: FilesDifference) {
    for change in difference.changes { add(change) }
  }

  private mutating func add(_ change: DesiredTokenChange) {
    switch change.scope {
    case .both: changed += 1
    case .new: added += 1
    case .removed: removed += 1
    }
    effects[change.effect, default: 0] += 1
    if change.wasProtected == true { protectionLifted += 1 }
    if change.extensions?.scope == .both { extensionsChanged += 1 }
    guard let modules = change.modules, modules.scope == .both else { return }
    for entry in modules.entries { add(entry) }
  }

  private mutating func add(_ entry: DesiredModuleChange) {
    if entry.isUnmatched {
      unmatched += 1
    } else {
      switch entry.action {
      case .added: modulesAdded += 1
      case .removed: modulesRemoved += 1
      case .refiltered: refiltered += 1
      case .annotated: break
      }
    }
    switch entry.end {
    case .prolonged: prolonged += 1
    case .madePermanent: madePermanent += 1
    case .shortened, .limited, nil: break
    }
  }
}
