import TokenModel

/// The result of comparing a desired token with the live one.
struct ComparisonResult {
  /// Nil if nothing differs, or nothing that differs may be written.
  var change: TokenChange?
  /// What kept fields from being compared or written.
  var faults: [Diagnostic] = []
  /// Whether everything that the files manage could be compared.
  var isComplete = true
  /// Whether the change assumes that an absent list of extensions means all, although it can mean none.
  var assumesAllExtensions = false

  /// Adds faults; with any, the comparison is incomplete.
  mutating func report(_ faults: [Diagnostic]) {
    self.faults += faults
    if !faults.isEmpty { isComplete = false }
  }
}
