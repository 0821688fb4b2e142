import TokenModel

/// A place in a source text, as libyaml counts it: lines and columns from 1, columns and indexes in Unicode scalars.
struct Mark: Equatable {
  /// The number of scalars before it in the file, without a byte order mark.
  var index: UInt32
  var line: UInt32
  var column: UInt32

  static let start = Mark(index: 0, line: 1, column: 1)

  /// The place in a file of this path.
  func position(in file: String) -> SourcePosition {
    SourcePosition(file: file, line: Int(line), column: Int(column))
  }
}
