package import TokenModel

/// What one file says, before it is compared with what the others say.
package struct ParsedFile: Sendable {
  let path: String
  /// The path that its tokens are placed by.
  let tokenPath: String
  let source: SourceText
  var tokens: [DesiredToken] = []
  /// Where the key of each of ``tokens`` stands.
  var tokenKeys: [Span] = []
  var faults = FaultList()
  var secrets = SecretSpans()

  /// Reads a file's bytes. Whatever they are, the answer is tokens, faults, or both.
  package init(path: String, tokenPath: String? = nil, bytes: [UInt8], mask: SecretMask) {
    self.path = path
    self.tokenPath = tokenPath ?? path
    source = SourceText(file: bytes)
    if let fault = SyntaxFaults.unreadable(source) {
      stop([fault])
    } else if case let conflicts = ConflictMarkers.faults(in: source.bytes), !conflicts.isEmpty {
      stop(conflicts)
    } else {
      read(ParserText(source), quote: Quoting(mask: mask))
    }
    secrets.normalize()
  }

  /// Takes the faults of a file of which nothing is read.
  private mutating func stop(_ found: [Fault]) {
    for fault in found { faults.add(fault) }
    secrets.endOfUnderstood = 0
  }

  private mutating func read(_ text: ParserText, quote: Quoting) {
    for fault in text.rawLineEnds.faults(in: source.bytes) { faults.add(fault) }
    faults.omit(text.rawLineEnds.omitted)
    text.bytes.withUnsafeBufferPointer { parse($0, of: text, quote: quote) }
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, of text: ParserText, quote: Quoting) {
    var composer = Composer(quote: quote, size: bytes.count, surrogatePairs: text.surrogatePairs)
    var reader = DocumentReader(file: path, tokenFile: tokenPath, quote: quote)
    var understood: UInt32 = 0
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
        understood = event.end.index
      }
    } catch let fault as Fault {
      faults.add(fault)
    } catch let failure as ParserFailure {
      let fault = SyntaxFaults.fault(for: failure, in: source, parsed: text, innermost: composer.innermost)
      // Where a raw line end was meant as one, what follows it on the line makes no sense.
      let isConsequence = fault.code == .yamlSyntax && !text.rawLineEnds.places.isEmpty
      if !isConsequence { faults.add(fault) }
    } catch {
      faults.add(Fault(.yamlSyntax, "the file cannot be read", at: Span(.start, to: 0)))
    }
    composer.stop(at: understood)
    finish(composer, reader)
  }

  private mutating func finish(_ composer: Composer, _ reader: DocumentReader) {
    tokens = reader.tokens
    tokenKeys = reader.tokenKeys
    faults.add(composer.faults)
    faults.add(reader.faults)
    secrets = composer.secrets
  }
}
