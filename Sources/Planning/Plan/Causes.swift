package import TokenModel

/// The causes of a difference told apart, where ``Cause`` only has `both` for several of them.
package struct Causes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  /// The change under review asks for it.
  package static let proposed = Causes(rawValue: 1)
  /// The live value has changed since the previous version of the files.
  package static let drift = Causes(rawValue: 2)
  /// The last day of the grant is over.
  package static let ended = Causes(rawValue: 4)

  /// - Parameter rawValue: A bit for each cause.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The causes behind one word. A value that is asked differently and changed on the platform as well has both of these
  /// causes.
  package init(_ cause: Cause?) {
    self =
      switch cause {
      case nil: []
      case .proposed: .proposed
      case .drift: .drift
      case .ended: .ended
      case .both: [.proposed, .drift]
      }
  }

  /// The word for them; nil if no cause is known.
  package var cause: Cause? {
    switch self {
    case []: nil
    case .proposed: .proposed
    case .drift: .drift
    case .ended: .ended
    default: .both
    }
  }
}

extension ModulesChange {
  /// Why a module is granted, revoked or re-filtered; empty if that is not known.
  package func allCauses(of id: ModuleID) -> Causes {
    guard causes[id] == .both, revoked.contains(where: { $0.id == id && $0.source?.until != nil }) else {
      return Causes(causes[id])
    }
    // Only of a grant that ended is the end of a revocation known.
    return [.proposed, .ended]
  }
}

extension TokenDifference {
  /// Why the sides differ; empty if that is not known of each part.
  package var allCauses: Causes {
    guard cause != nil else { return [] }
    var all = texts.reduce(into: Causes()) { $0.formUnion(Causes($1.cause)) }.union(Causes(extensions?.cause))
    if let modules { for id in modules.differing { all.formUnion(modules.allCauses(of: id)) } }
    return all
  }
}
