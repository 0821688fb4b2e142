package import TokenModel

/// A text that changes. Nil is null; for the platform `""` means the same.
package struct TextChange: Sendable, Equatable {
  package var field: TextField
  package var before: VerbatimText?
  package var after: VerbatimText?
  /// Where the files ask for it.
  package var position: SourcePosition
  /// Nil where nothing is known of the files as they were before.
  package var cause: Cause?

  package init(
    field: TextField, before: VerbatimText?, after: VerbatimText?, position: SourcePosition, cause: Cause? = nil
  ) {
    self.field = field
    self.before = before
    self.after = after
    self.position = position
    self.cause = cause
  }
}
