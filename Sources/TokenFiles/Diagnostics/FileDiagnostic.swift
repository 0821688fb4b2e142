import TokenModel

/// A diagnostic of one file, before its line is quoted. Thrown by the parser if it makes reading on pointless.
struct FileDiagnostic: Error {
  var severity = Diagnostic.Severity.error
  var code: DiagnosticCode
  var message: String
  var help: String?
  var address: TokenID?
  /// What the caret marks.
  var span: SourceRange

  init(_ code: DiagnosticCode, _ message: String, help: String? = nil, address: TokenID? = nil, at span: SourceRange) {
    self.code = code
    self.message = message
    self.help = help
    self.address = address
    self.span = span
  }
}
