import TokenModel

/// Finds the key `token`, whose value is a secret, in text that was not or cannot be parsed as YAML.
enum SecretKeyScanner {
  /// Whether a text has the key, in upper or lower case, as it is or with its escapes resolved.
  ///
  /// - Parameter withColon: Whether the word counts only if a colon follows.
  static func isNamed(in text: UnsafeBufferPointer<UInt8>, withColon: Bool) -> Bool {
    isWritten(in: text, withColon: withColon)
      || (EscapedText(text)?.resolved.withUnsafeBufferPointer { isWritten(in: $0, withColon: withColon) } ?? false)
  }

  private static func isWritten(in text: UnsafeBufferPointer<UInt8>, withColon: Bool) -> Bool {
    var index = text.startIndex
    while let found = text[index...].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "t") }) {
      index = found + 1
      guard found == 0 || !isPartOfWord(text[found - 1]), isKey(text[found...].prefix(5)) else { continue }
      var rest = text[(found + 5)...]
      if rest.first.map(isPartOfWord) ?? false { continue }
      if !withColon { return true }
      if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
      if rest.first(where: { $0 > 0x20 }) == UInt8(ascii: ":") { return true }
    }
    return false
  }

  private static func isKey(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    word.count == 5 && zip(word, "token".utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
  }
}
