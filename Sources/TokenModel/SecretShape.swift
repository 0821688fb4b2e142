/// The platform's form of a secret, `idt:TKN-…:…`, of any token.
enum SecretShape {
  /// Appends the ranges of secrets of that form, in order. Takes linear time.
  static func appendRanges<Text: RandomAccessCollection<UInt8>>(in text: Text, to found: inout [Range<Int>])
  where Text.Index == Int {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte | 0x20 == UInt8(ascii: "i") || byte == UInt8(ascii: ":"), let end = end(of: text, from: index) {
        found.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The end of a secret that begins at an index: `idt:` in upper or lower case, then another colon with text after it, up to
  /// a space or quote. Also a secret without its beginning, since YAML removes `&idt` as an anchor.
  private static func end<Text: RandomAccessCollection<UInt8>>(of text: Text, from start: Int) -> Int?
  where Text.Index == Int {
    if hasPrefix("idt:", text, at: start) {
      let word = text[(start + 4)...].prefix { !endsSecret($0) }
      guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon + 1 < word.endIndex else { return nil }
      return word.endIndex
    }
    guard hasPrefix(":tkn-", text, at: start) else { return nil }
    let number = text[(start + 5)...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-") }
    // Checked before the rest of the word, which many such beginnings in one word would otherwise all read.
    guard !number.isEmpty, number.endIndex < text.endIndex, text[number.endIndex] == UInt8(ascii: ":") else {
      return nil
    }
    let word = text[number.endIndex...].prefix { !endsSecret($0) }
    return word.count > 1 ? word.endIndex : nil
  }

  /// Whether a text has these letters at an index, in upper or lower case.
  ///
  /// - Parameter letters: In lower case.
  private static func hasPrefix<Text: RandomAccessCollection<UInt8>>(
    _ letters: StaticString, _ text: Text, at start: Int
  ) -> Bool where Text.Index == Int {
    guard text.endIndex - start >= letters.utf8CodeUnitCount else { return false }
    return (0..<letters.utf8CodeUnitCount).allSatisfy { index in
      let letter = letters.utf8Start[index]
      let byte = text[start + index]
      return byte == letter || UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter && byte | 0x20 == letter
    }
  }

  /// Whether a secret ends before a byte: white space or a quote. Other control characters do not end it, because they may
  /// have got into a copy.
  private static func endsSecret(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): true
    default: false
    }
  }
}
