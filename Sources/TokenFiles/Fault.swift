import TokenModel

/// Something wrong in one file, before its line is quoted.
struct Fault: Error {
  var severity = Diagnostic.Severity.error
  var code: DiagnosticCode
  var message: String
  var help: String?
  var address: TokenID?
  var span: Span

  init(_ code: DiagnosticCode, _ message: String, help: String? = nil, address: TokenID? = nil, at span: Span) {
    self.code = code
    self.message = message
    self.help = help
    self.address = address
    self.span = span
  }
}

/// How text that a person wrote is quoted in a message: without secrets, and not too long.
struct Quoting: Sendable {
  let mask: SecretMask

  func callAsFunction(_ text: String) -> String {
    let shown = mask.masking(text).unicodeScalars
    guard let cut = shown.index(shown.startIndex, offsetBy: 60, limitedBy: shown.endIndex), cut < shown.endIndex else {
      return "\"\(String(shown))\""
    }
    return "\"\(String(shown[..<cut]))…\""
  }
}
