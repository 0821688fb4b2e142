import TokenModel

/// The limits on texts in the platform's drafted rules. Exceeding one is only a warning: the platform decides at the write.
enum PlatformLimits {
  /// Characters of a name, counted in Unicode scalars.
  static let name = 200
  /// Characters of a description, counted in Unicode scalars.
  static let tokenDescription = 2000

  /// The first character of a name that is not allowed; nil if all are.
  static func firstRefused(inName name: String) -> Unicode.Scalar? {
    name.unicodeScalars.first { !mayBeInName($0) }
  }

  private static func mayBeInName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", "-", ".", "'", "\"": true
    case _ where scalar.isASCII: false
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
      default: false
      }
    }
  }
}

extension DocumentReader {
  /// Warns about a text that the platform may refuse.
  mutating func checkLimits(of text: String, as field: TextField, at span: SourceRange) {
    switch field {
    case .name:
      checkLength(of: text, "name", limit: PlatformLimits.name, at: span)
      if let refused = PlatformLimits.firstRefused(inName: text) {
        warn(
          .platformLimit, "the platform may refuse this name because of \(quote(String(refused)))",
          help: "letters, digits, spaces and `- . ' \"` are allowed", at: span)
      }
    case .description:
      checkLength(of: text, "description", limit: PlatformLimits.tokenDescription, at: span)
    case .icon: break
    }
  }

  private mutating func checkLength(of text: String, _ noun: String, limit: Int, at span: SourceRange) {
    // No text has more scalars than bytes.
    guard text.utf8.count > limit else { return }
    let count = text.unicodeScalars.count
    guard count > limit else { return }
    warn(
      .platformLimit, "the platform may refuse this \(noun): it has \(count) characters",
      help: "\(limit) are allowed", at: span)
  }

  private mutating func warn(_ code: DiagnosticCode, _ message: String, help: String, at span: SourceRange) {
    var fault = FileDiagnostic(code, message, help: help, address: address, at: span)
    fault.severity = .warning
    diagnostics.add(fault)
  }
}
