/// Something about a token, or about one of its modules, that a review of access has to look at.
package enum Finding: String, Sendable, CaseIterable {
  /// No file manages the token's modules.
  case unmanaged
  /// The platform has no time of a last use.
  case neverUsed = "never-used"
  /// The last use is longer ago than allowed.
  case unused
  /// A module that knows filters has none: the token sees all of it.
  case unfiltered
  /// The token is disabled and still has modules, which it can use as soon as it is enabled.
  case disabled
  /// The last day of a grant is over, and the token still has the module.
  case ended
  /// The last day of a grant is near.
  case ending
  /// The token's secret, which is as old as the token, is older than allowed.
  case oldSecret = "old-secret"

  /// Whether it is about single modules of a token, which are counted as well.
  package var isOfModules: Bool {
    switch self {
    case .unfiltered, .ended, .ending: true
    case .unmanaged, .neverUsed, .unused, .disabled, .oldSecret: false
    }
  }
}

/// A set of findings.
package struct Findings: OptionSet, Sendable, Hashable {
  /// One bit for each finding, in the order of the cases.
  package let rawValue: UInt8

  /// The findings of these bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// One finding.
  package init(_ finding: Finding) {
    self.init(rawValue: 1 << UInt8(Finding.allCases.firstIndex(of: finding) ?? 0))
  }

  /// Whether it has a finding.
  package func contains(_ finding: Finding) -> Bool { contains(Findings(finding)) }

  /// The findings in their order.
  package var list: [Finding] { Finding.allCases.filter(contains) }
}
