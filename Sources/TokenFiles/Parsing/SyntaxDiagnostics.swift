import TokenModel

/// Explains why libyaml could not continue: in plain words for the failures known here, otherwise in libyaml's own.
enum SyntaxDiagnostics {
  /// Why a file is not given to libyaml at all; nil if it is.
  static func unreadable(_ source: SourceText) -> FileDiagnostic? {
    if let end = source.endOfReadable {
      let mark = mark(ofByte: end, in: source.bytes)
      return FileDiagnostic(
        .invalidEncoding, "this is not valid UTF-16", help: "save the file as UTF-8",
        at: SourceRange(mark, to: mark.index + 1))
    }
    guard source.directiveLines > Limits.directives else { return nil }
    return FileDiagnostic(.tooLarge, "the file has too many lines that begin with `%`", at: SourceRange(.start, to: 0))
  }

  /// The diagnostic for a failure.
  ///
  /// - Parameter innermost: The start of the innermost incomplete list or mapping, if there is one.
  static func diagnostic(
    for failure: ParserFailure, in source: SourceText, parsed text: ParserText, innermost: Mark?
  ) -> FileDiagnostic {
    switch failure.kind {
    case .memory:
      FileDiagnostic(.tooLarge, "there is not enough memory to read the file", at: SourceRange(.start, to: 0))
    case .encoding(let byte, let value): encodingFault(failure, byte: byte, value: value, in: text.bytes)
    case .syntax: unclosedBracket(failure, in: source, innermost: innermost) ?? syntaxFault(failure, in: source)
    }
  }

  private static func unclosedBracket(_ failure: ParserFailure, in source: SourceText, innermost: Mark?)
    -> FileDiagnostic?
  {
    guard failure.context?.hasPrefix("while parsing a flow") == true, let innermost,
      located(failure.problemMark, in: source).byte == nil
    else { return nil }
    return FileDiagnostic(
      .yamlSyntax, "the bracket that opens here is never closed", at: SourceRange(innermost, to: innermost.index + 1))
  }

  private static func encodingFault(_ failure: ParserFailure, byte: Int, value: Int, in bytes: [UInt8])
    -> FileDiagnostic
  {
    if failure.problem == "invalid trailing UTF-8 octet" {
      let lead = bytes[..<byte].lastIndex { $0 >= 0xC0 } ?? byte
      return encodingFault(value: Int(bytes[lead]), at: mark(ofByte: lead, in: bytes))
    }
    // A character in more bytes than it needs: libyaml gives no value.
    let isOverlong = failure.problem == "invalid length of a UTF-8 sequence"
    return encodingFault(value: isOverlong ? Int(bytes[byte]) : value, at: mark(ofByte: byte, in: bytes))
  }

  private static func mark(ofByte offset: Int, in bytes: [UInt8]) -> Mark {
    var cursor = SourceCursor()
    cursor.advance(in: bytes, toByte: offset)
    return cursor.mark
  }

  private static func encodingFault(value: Int, at mark: Mark) -> FileDiagnostic {
    let span = SourceRange(mark, to: mark.index + 1)
    let shown =
      value < 0 ? "the file ends in the middle of a character: this" : "0x" + String(value, radix: 16, uppercase: true)
    return switch value {
    case 0:
      FileDiagnostic(.invalidEncoding, "the file contains a NUL byte", help: "save the file as UTF-8 text", at: span)
    case 1..<0x20, 0x7F:
      FileDiagnostic(
        .invalidEncoding, "the file contains the control character \(shown)",
        help: "in double quotes it is written as an escape such as `\\x1B`",
        at: span)
    default:
      FileDiagnostic(.invalidEncoding, "\(shown) is not valid UTF-8 here", help: "save the file as UTF-8", at: span)
    }
  }

  private static func syntaxFault(_ failure: ParserFailure, in source: SourceText) -> FileDiagnostic {
    let here = located(failure.problemMark, in: source)
    let began = located(failure.contextMark, in: source)
    if let known = escapeFault(failure, here: here, in: source) { return known }
    if let known = textFault(failure, here: here, began: began) { return known }
    if let known = structureFault(failure, here: here, began: began.mark) { return known }
    let context = failure.context.map { " \($0)" } ?? ""
    return fault("not valid YAML: \(failure.problem)\(context)", at: here)
  }

  private static func fault(_ message: String, help: String? = nil, at place: Place) -> FileDiagnostic {
    FileDiagnostic(.yamlSyntax, message, help: help, at: SourceRange(place.mark, to: place.mark.index + 1))
  }

  /// What is wrong with an escape that names a character by its number; libyaml points behind its letter.
  private static func escapeFault(_ failure: ParserFailure, here: Place, in source: SourceText) -> FileDiagnostic? {
    guard failure.problem == "found invalid Unicode character escape code" else { return nil }
    if here.offset > 0, SurrogatePairs.isHalf(in: source.bytes[(here.offset - 1)...]) {
      return fault(
        "this escape is one half of a surrogate pair",
        help: "write the character itself, or both halves one after the other, as in `\\uD83D\\uDE80`", at: here)
    }
    return fault("there is no character with this number", help: "write the character itself", at: here)
  }

  /// What is wrong with single characters, quotes and names.
  private static func textFault(_ failure: ParserFailure, here: Place, began: Place) -> FileDiagnostic? {
    switch (failure.problem, failure.context) {
    case ("found character that cannot start any token", _) where here.byte == UInt8(ascii: "\t"):
      fault("the line is indented with a tab", help: "indent with spaces", at: here)
    case ("found character that cannot start any token", _):
      fault("a value cannot begin with this character", help: "put the value in quotes", at: here)
    case (_, "while scanning a quoted scalar"?):
      fault("the quote that begins here is never closed", at: began)
    case ("found unknown escape character", _):
      fault(
        "YAML does not know this escape", help: "in double quotes write a backslash as `\\\\`, or use single quotes",
        at: here)
    case ("did not find expected alphabetic or numeric character", _):
      fault("this is not the name of an anchor", help: "put text that begins with `*` or `&` in quotes", at: began)
    case ("found undefined tag handle", _):
      fault("this tag is not known", help: "put text that begins with `!` in quotes", at: here)
    case ("found incompatible YAML document", _):
      fault("this version of YAML is not known", help: "remove the `%YAML` line", at: here)
    default: nil
    }
  }

  /// What is wrong with how keys, lists and mappings are put together.
  private static func structureFault(_ failure: ParserFailure, here: Place, began: Mark) -> FileDiagnostic? {
    let origin = "line \(began.line), column \(began.column)"
    return switch (failure.problem, failure.context) {
    case ("mapping values are not allowed in this context", _):
      fault(
        "a colon is not allowed here",
        help: "put the value in quotes if the colon belongs to it; otherwise fix the indentation or the line before",
        at: here)
    case (_, "while scanning a simple key"?):
      fault(
        "a colon is missing after this key", help: "write `key: value`; or fix the indentation",
        at: Place(mark: began))
    case (_, "while parsing a flow sequence"?):
      fault("a comma, or the `]` of the list that begins at \(origin), is missing before this", at: here)
    case (_, "while parsing a flow mapping"?):
      fault("a comma, or the `}` of the mapping that begins at \(origin), is missing before this", at: here)
    case ("did not find expected key", _):
      fault(
        "this does not continue the mapping that begins at \(origin)",
        help: "fix the indentation; text that begins with a quote must end with it", at: here)
    case ("did not find expected '-' indicator", _):
      fault("this does not continue the list that begins at \(origin)", help: "fix the indentation", at: here)
    default: nil
    }
  }

  /// A place, and the byte there; nil at the end of the text.
  private struct Place {
    var mark: Mark
    var byte: UInt8?
    var offset = 0
  }

  /// Computes a place from its index, because at the end of the text libyaml counts a line too many.
  private static func located(_ mark: Mark, in source: SourceText) -> Place {
    var cursor = SourceCursor()
    cursor.advance(in: source.bytes, toIndex: mark.index)
    return Place(
      mark: cursor.mark, byte: cursor.byte < source.bytes.count ? source.bytes[cursor.byte] : nil, offset: cursor.byte)
  }
}
