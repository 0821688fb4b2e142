/// A place in a configuration file.
@usableFromInline package struct SourcePosition: Hashable, Sendable, Comparable {
  /// The path by which the file was reached from the command line.
  @usableFromInline package let file: String
  // Half as wide as `Int`, because each token has a dozen positions.
  @usableFromInline let storedLine: UInt32
  @usableFromInline let storedColumn: UInt32

  /// The line, from 1.
  @inlinable package var line: Int { Int(storedLine) }
  /// The column, from 1, in Unicode scalars.
  @inlinable package var column: Int { Int(storedColumn) }

  /// A place; numbers beyond 32 bits become the largest that fits.
  @inlinable package init(file: String, line: Int, column: Int) {
    self.file = file
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
  }

  /// Orders by file, line and column.
  @inlinable package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value from a configuration file, with its place.
@usableFromInline package struct Located<Value> {
  /// The value.
  @usableFromInline package var value: Value
  /// Where it is in the file.
  @usableFromInline package var position: SourcePosition

  /// A value at a place.
  @inlinable package init(_ value: Value, at position: SourcePosition) {
    self.value = value
    self.position = position
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
