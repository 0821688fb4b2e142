package import TokenModel

/// A text that changes. Nil is null; for the platform `""` means the same.
package struct TextChange: Sendable, Equatable {
  /// The text field.
  package var field: TextField
  /// The live text.
  package var before: VerbatimText?
  /// The text that the files ask for.
  package var after: VerbatimText?
  /// Where the files ask for it.
  package var position: SourcePosition
  /// Nil if nothing is known of the files as they were before.
  package var cause: Cause?

  /// A change of one text.
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
