/// How much a file may ask for. Each is far above what people write, and keeps time and memory in bounds.
enum Limits {
  /// Bytes of one file.
  static let fileSize = 64 << 20
  /// Bytes of one scalar.
  static let scalarSize = 1 << 20
  /// Nodes written in one document.
  static let nodes = 4_000_000
  /// Collections within collections, and merges within merges.
  static let depth = 64
  /// Faults that are kept of one file.
  static let faults = 10_000
  /// Directories within directories.
  static let directoryDepth = 64
  /// Lines that begin with `%`: libyaml compares each directive with each before it.
  static let directives = 1_000

  /// Nodes of a document after its aliases are followed, for how many are written in it.
  static func expandedNodes(written: Int) -> Int { 1_000_000 + 10 * written }
}
