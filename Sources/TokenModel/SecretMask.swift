/// Finds what must not be shown: anything of the form `idt:TKN-…:…`, with or without its `idt`, and the live credential.
package struct SecretMask: Sendable {
  /// What stands in a secret's place.
  package static let mask = "[masked]"

  private let credential: Secret
  /// How long a text is at least that holds a secret without any colon: a credential of another form than `idt:`.
  private let shortestWithoutColon: Int

  package init(credential: Secret? = nil) {
    self.credential = credential ?? Secret("")
    shortestWithoutColon = self.credential.withBytes { bytes in
      bytes.isEmpty || bytes.contains(UInt8(ascii: ":")) ? .max : bytes.count
    }
  }

  /// The text with every secret in it replaced.
  package func masking(_ text: String) -> String {
    let secrets = ranges(in: text)
    guard !secrets.isEmpty else { return text }
    var result = ""
    var start = text.startIndex
    for secret in secrets {
      result += text[start..<secret.lowerBound] + Self.mask
      start = secret.upperBound
    }
    return result + text[start...]
  }

  /// Whether the text is, or holds, a secret.
  package func finds(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { finds(in: $0) }
  }

  /// Whether text in UTF-8 is, or holds, a secret.
  package func finds(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    mayFind(in: text) && credential.withBytes { Self.firstSecret(in: text, from: 0, or: $0) } != nil
  }

  /// Where the secrets in the text stand, in order.
  package func ranges(in text: String) -> [Range<String.Index>] {
    var copy = text
    let offsets = copy.withUTF8 { ranges(in: $0) }
    let start = text.startIndex
    return offsets.map {
      text.utf8.index(start, offsetBy: $0.lowerBound)..<text.utf8.index(start, offsetBy: $0.upperBound)
    }
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Rules most texts out without a look at each place.
  private func mayFind(in text: Bytes) -> Bool {
    text.count >= shortestWithoutColon || text.contains(UInt8(ascii: ":"))
  }

  private func ranges(in text: Bytes) -> [Range<Int>] {
    guard mayFind(in: text) else { return [] }
    return credential.withBytes { credential in
      var found: [Range<Int>] = []
      while let secret = Self.firstSecret(in: text, from: found.last?.upperBound ?? 0, or: credential) {
        found.append(secret)
      }
      return found
    }
  }

  private static func firstSecret(in text: Bytes, from start: Int, or credential: Bytes) -> Range<Int>? {
    let first = credential.first
    for index in start..<text.count {
      let byte = text[index]
      if byte == first, let end = end(of: credential, in: text, at: index) { return index..<end }
      guard byte | 0x20 == UInt8(ascii: "i") || byte == UInt8(ascii: ":") else { continue }
      if let end = endOfShape(in: text, at: index) { return index..<end }
    }
    return nil
  }

  private static func end(of credential: Bytes, in text: Bytes, at start: Int) -> Int? {
    guard text.count - start >= credential.count,
      text[start..<start + credential.count].elementsEqual(credential)
    else { return nil }
    return start + credential.count
  }

  /// `idt:` in any case, then at least one more colon with something behind it, up to white space or a quote; or such a
  /// secret whose beginning was taken away, as YAML takes `&idt` off it as the name of an anchor.
  private static func endOfShape(in text: Bytes, at start: Int) -> Int? {
    let rest = text[start...]
    if begins(rest, with: "idt:") {
      let word = rest.dropFirst(4).prefix { !endsSecret($0) }
      guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon + 1 < word.endIndex else { return nil }
      return word.endIndex
    }
    guard begins(rest, with: ":tkn-") else { return nil }
    let number = rest.dropFirst(5).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-") }
    let word = rest[number.endIndex...].prefix { !endsSecret($0) }
    guard !number.isEmpty, word.count > 1, word.first == UInt8(ascii: ":") else { return nil }
    return word.endIndex
  }

  /// Whether a text begins with these letters in any case; they are given as small ones.
  private static func begins(_ text: Slice<Bytes>, with letters: StaticString) -> Bool {
    guard text.count >= letters.utf8CodeUnitCount else { return false }
    return (0..<letters.utf8CodeUnitCount).allSatisfy { index in
      let letter = letters.utf8Start[index]
      let byte = text[text.startIndex + index]
      return byte == letter || UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter && byte | 0x20 == letter
    }
  }

  /// Whether no secret goes on at a byte: at a blank, a line's end or a quote. Other control characters hold none up,
  /// since a copy may have caught them.
  package static func endsSecret(_ byte: UInt8) -> Bool { blanksAndQuotes.contains(byte) }

  private static let blanksAndQuotes = Array(" \t\n\r\"'`".utf8)
}

/// Hides the credential's length from dumps as well.
extension SecretMask: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: []) }
}
