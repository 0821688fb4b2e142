/// How large the lists of a run are with their sets and groups expanded, and whether that is out of proportion.
struct ExpandedSize {
  private var written = 0
  private var entries = 0
  private var buyers = 0

  /// Counts entries as they are in the files.
  mutating func write(_ count: Int) { written += count }

  /// Counts entries that come from a set.
  ///
  /// - Returns: Whether there are not too many.
  mutating func expand(entries more: Int, buyers moreBuyers: Int) -> Bool {
    entries += more
    buyers += moreBuyers
    return entries <= Limits.expandedEntries(written: written) && buyers <= Limits.expandedBuyers
  }
}
