/// Something that a person must know or act on: what is wrong, where, and what to do.
package struct Diagnostic: Error, Equatable {
  /// Whether it keeps a plan from being applied.
  package enum Severity: String, Sendable {
    case error, warning
  }

  /// The line that a diagnostic is about, for showing it with a caret.
  package struct Excerpt: Sendable, Equatable {
    /// The line of the file without its end; of a very long line the part around the fault, with `…` where something is
    /// left out. A line that holds a secret has no excerpt.
    package let line: String
    /// Where the marked place begins in ``line``, from 1 in scalars. It differs from the position's column where
    /// something before it is left out.
    package let column: Int
    /// How many scalars the marked place has in ``line``; at least 1.
    package let length: Int

    package init(line: String, column: Int, length: Int) {
      self.line = line
      self.column = max(1, column)
      self.length = max(1, length)
    }
  }

  /// An error keeps a plan from being applied; a warning does not.
  package var severity: Severity
  /// The stable name of its kind.
  package var code: DiagnosticCode
  /// One sentence without a full stop; untrusted text in it is verbatim, and escaped when it is printed.
  package var message: String
  /// What to do, unless the message says it already.
  package var help: Advice?
  /// The token that it is about.
  package var address: TokenID?
  /// The place in a file that it is about.
  package var position: SourcePosition?
  /// The line at ``position``, if it may be shown.
  package var excerpt: Excerpt?

  /// - Parameter message: One sentence without a full stop.
  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, help: Advice? = nil,
    address: TokenID? = nil, at position: SourcePosition? = nil, excerpt: Excerpt? = nil
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
