/// A place in a file that a person wrote.
@usableFromInline package struct SourcePosition: Hashable, Sendable, Comparable {
  /// The path as it was reached from the command line.
  @usableFromInline package let file: String
  // Half as wide as they are given: there are a dozen places in each token.
  @usableFromInline let storedLine: UInt32
  @usableFromInline let storedColumn: UInt32

  /// The line, from 1.
  @inlinable package var line: Int { Int(storedLine) }
  /// The column, from 1, in Unicode scalars.
  @inlinable package var column: Int { Int(storedColumn) }

  @inlinable package init(file: String, line: Int, column: Int) {
    self.file = file
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
  }

  @inlinable package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value that a person wrote, and where.
@usableFromInline package struct Located<Value> {
  @usableFromInline package var value: Value
  @usableFromInline package var position: SourcePosition

  @inlinable package init(_ value: Value, at position: SourcePosition) {
    self.value = value
    self.position = position
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
