/// A problem for the user: what is wrong, where, and what to do about it.
package struct Diagnostic: Error, Equatable {
  /// Errors block a plan or an apply; warnings do not.
  package enum Severity: String, Sendable {
    case error, warning
  }

  /// The line of a diagnostic's position, to be shown with a caret.
  package struct SourceExcerpt: Sendable, Equatable {
    /// The line without its line end. Of a very long line the part around the marked place, with `…` in place of the rest. A
    /// line that holds a secret has no excerpt.
    package let line: String
    /// Where the marked place begins in ``line``, in scalars from 1. It differs from the position's column if the line was
    /// truncated before it.
    package let column: Int
    /// The length of the marked place in ``line``, in scalars; at least 1.
    package let length: Int

    /// Values below 1 become 1.
    package init(line: String, column: Int, length: Int) {
      self.line = line
      self.column = max(1, column)
      self.length = max(1, length)
    }
  }

  /// How serious it is.
  package var severity: Severity
  /// The kind of problem.
  package var code: DiagnosticCode
  /// One sentence without a full stop. Text from files and the platform is verbatim in it; renderers escape it.
  package var message: String
  /// What to do, unless the message says it already.
  package var help: Advice?
  /// The token concerned, if it is one token.
  package var address: TokenID?
  /// The place in a file, if it has one.
  package var position: SourcePosition?
  /// The line at ``position``, if it may be quoted.
  package var excerpt: SourceExcerpt?

  /// A diagnostic with everything that is known about it.
  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, help: Advice? = nil,
    address: TokenID? = nil, at position: SourcePosition? = nil, excerpt: SourceExcerpt? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.help = help
    self.address = address
    self.position = position
    self.excerpt = excerpt
  }
}

extension Sequence where Element == Diagnostic {
  /// Whether any of them is an error.
  package var containsError: Bool { contains { $0.severity == .error } }
}
