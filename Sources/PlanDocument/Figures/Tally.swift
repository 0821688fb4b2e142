package import Planning

/// A number of tokens or of modules, and how much of it has which cause, if causes are known.
package struct Tally: Sendable, Equatable {
  /// With every cause, and with none.
  package private(set) var total = 0
  /// How much of it has which causes, where they are known.
  package private(set) var causes: [Causes: Int] = [:]

  /// Nothing counted yet.
  package init() {}

  /// Counts one more.
  ///
  /// - Parameter causes: Empty if the files before the change under review are not known.
  package mutating func add(_ causes: Causes) {
    total += 1
    if !causes.isEmpty { self.causes[causes, default: 0] += 1 }
  }

  /// Adds the counts, cause by cause.
  package static func += (left: inout Tally, right: Tally) {
    left.total += right.total
    left.causes.merge(right.causes, uniquingKeysWith: +)
  }

  /// How much of it has a cause.
  package subscript(cause: Cause) -> Int { causes.reduce(0) { $0 + ($1.key.cause == cause ? $1.value : 0) } }

  /// Whether any cause is known.
  package var hasCauses: Bool { !causes.isEmpty }

  /// Whether a cause other than this one is known.
  func hasCauses(besides cause: Cause) -> Bool { causes.keys.contains { $0.cause != cause } }
}

extension Cause {
  /// What the change under review asks for comes first; what it does not ask for comes last.
  package static let inOrderOfReview = allCases.sorted { $0.rank < $1.rank }

  /// The place in ``inOrderOfReview``.
  package var rank: Int {
    switch self {
    case .proposed: 0
    case .both: 1
    case .drift: 2
    case .ended: 3
    }
  }
}
