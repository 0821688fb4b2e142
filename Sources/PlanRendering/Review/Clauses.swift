extension [String] {
  /// Clauses of one sentence: `a`, `a and b`, or `a, b, and c`; empty if there are none.
  var joinedAsClauses: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + (count > 2 ? ", and " : " and ") + last
  }
}
