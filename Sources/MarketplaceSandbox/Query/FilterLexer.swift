/// The words of RQL.
enum FilterSymbol: Equatable {
  case open
  case close
  case comma
  case word(String)
  case quoted(String)
}

/// Splits a decoded RQL expression into its words.
///
/// A quoted value ends at the next quote of the same kind: there is no escape. Unquoted words consist of letters,
/// digits and a few signs; blanks are not allowed outside quotes.
func filterSymbols(of text: String) throws(Problem) -> [FilterSymbol] {
  var symbols: [FilterSymbol] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "("): symbols.append(.open)
    case UInt8(ascii: ")"): symbols.append(.close)
    case UInt8(ascii: ","): symbols.append(.comma)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let end = rest.firstIndex(of: byte) else {
        throw .badRequest("The filter \(text) has a quote that does not end.")
      }
      symbols.append(.quoted(String(decoding: rest[..<end], as: UTF8.self)))
      rest = rest[(end + 1)...]
    default:
      guard isWordByte(byte) else {
        throw .badRequest("The filter \(text) has a character that is allowed in quotes only.")
      }
      let word = [byte] + rest.prefix(while: isWordByte)
      rest = rest.dropFirst(word.count - 1)
      symbols.append(.word(String(decoding: word, as: UTF8.self)))
    }
  }
  return symbols
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
    true
  default: "-_.:*@/$".utf8.contains(byte)
  }
}
