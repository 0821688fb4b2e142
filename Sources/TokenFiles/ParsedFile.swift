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
    if let end = source.endOfReadable {
      stop(SyntaxFaults.badUTF16(at: source.mark(ofByte: end)), understoodTo: 0)
    } else if source.directiveLines > Limits.directives {
      stop(
        Fault(.tooLarge, "the file has too many lines that begin with `%`", at: Span(.start, to: 0)), understoodTo: 0)
    } else {
      source.bytes.withUnsafeBufferPointer { read($0, quote: Quoting(mask: mask)) }
    }
    secrets.normalize()
  }

  private mutating func stop(_ fault: Fault, understoodTo index: UInt32) {
    faults.add(fault)
    secrets.endOfUnderstood = index
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>, quote: Quoting) {
    var composer = Composer(quote: quote, size: text.count)
    var reader = DocumentReader(file: path, tokenFile: tokenPath, quote: quote)
    var understood: UInt32 = 0
    do {
      let parser = try EventParser(text)
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
      faults.add(SyntaxFaults.fault(for: failure, in: source, innermost: composer.innermost))
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
