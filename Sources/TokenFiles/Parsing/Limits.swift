/// Limits on files, far above what people write, that bound time and memory.
enum Limits {
  /// Bytes of one file.
  static let fileSize = 64 << 20
  /// Bytes of one scalar.
  static let scalarSize = 1 << 20
  /// Nodes written in one document.
  static let nodes = 4_000_000
  /// Nesting of collections, and of merges.
  static let depth = 64
  /// Errors that are kept of one file, and warnings as well.
  static let diagnostics = 10_000
  /// Nesting of directories.
  static let directoryDepth = 64
  /// Lines that begin with `%`. libyaml takes quadratic time for directives.
  static let directives = 1_000

  /// Nodes of a document with its aliases expanded.
  ///
  /// - Parameter written: How many nodes the document has without that.
  static func expandedNodes(written: Int) -> Int { 1_000_000 + 10 * written }

  /// Entries of all lists of a run with its sets expanded.
  ///
  /// - Parameter written: How many entries the lists that use sets, and the sets, have without that.
  static func expandedEntries(written: Int) -> Int { 1_000_000 + 10 * written }

  /// Buyers of all those entries, with groups expanded.
  static let expandedBuyers = 10_000_000
  /// Characters of a reason, counted in Unicode scalars.
  static let reason = 500
  /// Names of sets or groups among which the nearest to an unknown one is searched.
  static let comparedNames = 1_000
}
