package import TokenModel

/// The tokens and diagnostics of one file, before it is merged with others.
package struct ParsedFile: Sendable {
  let path: String
  /// The path in the positions of its tokens.
  let tokenPath: String
  let source: SourceText
  /// Without the modules in ``lists``.
  var tokens: [DesiredToken] = []
  /// Where the key of each of ``tokens`` is.
  var tokenKeys: [SourceRange] = []
  /// The lists of modules that need other files to be final, in the order of their tokens.
  var lists: [UnlinkedModules] = []
  var definitions = Definitions()
  var diagnostics = FileDiagnostics()
  var secrets = SecretSpans()

  /// Parses a file. Any bytes result in tokens, diagnostics, or both.
  ///
  /// - Parameters:
  ///   - path: The path in messages and diagnostics.
  ///   - tokenPath: The path in the positions of tokens; nil for the same.
  ///   - bytes: The content of the file, in any encoding.
  ///   - mask: Finds secrets in values, and masks messages.
  package init(path: String, tokenPath: String? = nil, bytes: [UInt8], mask: SecretMask) {
    self.path = path
    self.tokenPath = tokenPath ?? path
    source = SourceText(file: bytes)
    if let fault = SyntaxDiagnostics.unreadable(source) {
      stop([fault])
    } else if case let conflicts = ConflictMarkers.diagnostics(in: source.bytes), !conflicts.isEmpty {
      stop(conflicts)
    } else {
      read(ParserText(source), quote: TextQuoter(mask: mask))
    }
    secrets.normalize()
  }

  /// Adds the diagnostics of a file that is not parsed.
  private mutating func stop(_ found: [FileDiagnostic]) {
    for fault in found { diagnostics.add(fault) }
    secrets.endOfParsed = 0
  }

  private mutating func read(_ text: ParserText, quote: TextQuoter) {
    for fault in text.rawLineEnds.diagnostics(in: source.bytes) { diagnostics.add(fault) }
    diagnostics.omit(text.rawLineEnds.omitted)
    text.bytes.withUnsafeBufferPointer { parse($0, of: text, quote: quote) }
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, of text: ParserText, quote: TextQuoter) {
    var composer = Composer(quote: quote, size: bytes.count, surrogatePairs: text.surrogatePairs)
    var reader = DocumentReader(file: path, tokenFile: tokenPath, quote: quote)
    var parsedEnd: UInt32 = 0
    do {
      let parser = try EventParser(bytes)
      while true {
        let event = try parser.next()
        switch event.kind {
        case .documentStart: composer.beginDocument(at: event.start)
        case .documentEnd: reader.read(composer.tree)
        case .streamEnd: return finish(composer, reader)
        default: try composer.add(event)
        }
        parsedEnd = event.end.index
      }
    } catch let fault as FileDiagnostic {
      diagnostics.add(fault)
    } catch let failure as ParserFailure {
      let found = SyntaxDiagnostics.diagnostic(for: failure, in: source, parsed: text, innermost: composer.innermost)
      // If a raw line end was meant to end the line, what follows it is a syntax error that has no cause of its own.
      let isConsequence = found.code == .yamlSyntax && !text.rawLineEnds.places.isEmpty
      if !isConsequence { diagnostics.add(found) }
    } catch {
      diagnostics.add(FileDiagnostic(.yamlSyntax, "the file cannot be read", at: SourceRange(.start, to: 0)))
    }
    composer.stop(at: parsedEnd)
    finish(composer, reader)
  }

  private mutating func finish(_ composer: Composer, _ reader: DocumentReader) {
    tokens = reader.tokens
    tokenKeys = reader.tokenKeys
    lists = reader.lists
    definitions = reader.definitions
    diagnostics.add(composer.diagnostics)
    diagnostics.add(reader.diagnostics)
    secrets = composer.secrets
  }
}
