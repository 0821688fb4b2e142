/// Finds what must not be shown: anything of the form `idt:TKN-…:…`, and the live credential.
package struct SecretMask: Sendable {
  /// What stands in a secret's place.
  package static let mask = "[masked]"

  private let credential: Secret?

  package init(credential: Secret? = nil) {
    self.credential = credential
  }

  /// The text with every secret in it replaced.
  package func masking(_ text: String) -> String {
    guard mayHoldSecret(text) else { return text }
    var result = ""
    var rest = text.utf8[...]
    while let range = firstSecret(in: rest) {
      result += String(Substring(rest[..<range.lowerBound])) + Self.mask
      rest = rest[range.upperBound...]
    }
    return result.isEmpty && rest.startIndex == text.startIndex ? text : result + String(Substring(rest))
  }

  /// Whether the text is, or holds, a secret.
  package func finds(in text: String) -> Bool {
    firstSecret(in: text.utf8[...]) != nil
  }

  /// Rules most texts out at the price of one look at their bytes.
  private func mayHoldSecret(_ text: String) -> Bool {
    if let secret = credential?.reveal(), text.utf8.count >= secret.utf8.count { return true }
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: ":"), previous | 0x20 == UInt8(ascii: "t") { return true }
      previous = byte
    }
    return false
  }

  private func firstSecret(in text: Substring.UTF8View) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if let end = endOfCredential(in: text[start...]) ?? Self.endOfShape(in: text[start...]) { return start..<end }
      start = text.index(after: start)
    }
    return nil
  }

  private func endOfCredential(in text: Substring.UTF8View) -> String.Index? {
    guard let secret = credential?.reveal().utf8, !secret.isEmpty, text.starts(with: secret) else { return nil }
    return text.index(text.startIndex, offsetBy: secret.count)
  }

  /// `idt:` in any case, then at least one more colon with something behind it, up to white space or a quote.
  private static func endOfShape(in text: Substring.UTF8View) -> String.Index? {
    let first = text[text.startIndex]
    guard first == UInt8(ascii: "i") || first == UInt8(ascii: "I"),
      text.prefix(4).map({ $0 | 0x20 }) == [0x69, 0x64, 0x74, 0x3A]
    else { return nil }
    let word = text.dropFirst(4).prefix { $0 > 0x20 && !quotes.contains($0) }
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), word.index(after: colon) < word.endIndex else {
      return nil
    }
    return word.endIndex
  }

  private static let quotes = Array("\"'`".utf8)
}
