/// Finds `token` keys by their looks alone, in text that was not, or could not be, understood as YAML.
enum TokenKeys {
  /// Where the value begins that follows the first such key, as an index of the text. `counts` says whether a key
  /// counts that begins at an index.
  static func firstValue(in text: ArraySlice<UInt8>, where counts: (Int) -> Bool) -> Int? {
    var index = text.startIndex
    while let found = text[index...].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "t") }) {
      index = found + 1
      let isInsideWord = found > text.startIndex && isWord(text[found - 1])
      if !isInsideWord, let value = value(behindKeyAt: found, in: text), counts(found) { return value }
    }
    return nil
  }

  private static func value(behindKeyAt start: Int, in text: ArraySlice<UInt8>) -> Int? {
    let word = text[start...].prefix(5)
    guard word.map({ $0 | 0x20 }).elementsEqual("token".utf8) else { return nil }
    var rest = text[word.endIndex...]
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { rest = rest.dropFirst() }
    rest = rest.drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    let value = rest.dropFirst()
    return value.first == UInt8(ascii: " ") ? value.startIndex + 1 : value.startIndex
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte >= 0x80 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
