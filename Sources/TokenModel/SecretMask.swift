/// Finds what must not be shown: anything of the form `idt:TKN-…:…`, with or without its `idt`, and the live credential,
/// also where they are percent-, HTML-, JSON- or YAML-encoded; the credential in Base64 as well.
///
/// A credential of another form counts only if it is at least ``shortestCredential`` bytes long, so that a placeholder
/// such as `test` is not masked in words that hold it. Mask a text before it is cut: of half a secret nothing is known.
package struct SecretMask: Sendable {
  /// What replaces a secret. Masking twice changes nothing more.
  package static let mask = "[masked]"

  /// Bytes that a credential without the platform's form has at least; words of a language are shorter.
  package static let shortestCredential = 20

  private let credential: CredentialPatterns

  /// Encodings within encodings that are seen through.
  private static let encodings = 3

  /// - Parameter credential: What the run calls with, or what the environment holds in its place; nil for none.
  package init(credential: Secret? = nil) {
    self.credential = CredentialPatterns(credential ?? Secret(""))
  }

  /// The text with every secret in it replaced.
  package func masking(_ text: String) -> String {
    var copy = text
    let secrets = copy.withUTF8 { ranges(in: $0) }
    guard !secrets.isEmpty else { return text }
    let utf8 = copy.utf8
    var result = ""
    var start = 0
    var place = utf8.startIndex
    for secret in secrets {
      let lower = utf8.index(place, offsetBy: secret.lowerBound - start)
      result += copy[place..<lower] + Self.mask
      start = secret.upperBound
      place = utf8.index(lower, offsetBy: secret.count)
    }
    return result + copy[place...]
  }

  /// Whether the text is, or holds, a secret.
  package func finds(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { finds(in: $0) }
  }

  /// Whether text in UTF-8 is, or holds, a secret.
  package func finds(in text: UnsafeBufferPointer<UInt8>) -> Bool { !ranges(in: text).isEmpty }

  /// Where the secrets are in a text in UTF-8, in order, none touching the next.
  ///
  /// Reads each byte a bounded number of times, whatever the text is.
  package func ranges<Text: RandomAccessCollection<UInt8>>(in text: Text) -> [Range<Int>] where Text.Index == Int {
    guard mayFind(in: text) else { return [] }
    var found = foundRanges(in: text)
    var layer = EscapedText(text)
    var origins: [Int] = []
    for depth in 1...Self.encodings {
      guard let escaped = layer else { break }
      origins = depth == 1 ? escaped.origins : escaped.origins.map { origins[$0] }
      found += foundRanges(in: escaped.meant).map { origins[$0.lowerBound]..<origins[$0.upperBound] }
      layer = depth < Self.encodings ? EscapedText(escaped.meant) : nil
    }
    return Self.joined(found)
  }

  /// Rules most texts out at a first look.
  private func mayFind<Text: RandomAccessCollection<UInt8>>(in text: Text) -> Bool where Text.Index == Int {
    guard text.count >= Self.shortestSecret else { return false }
    return text.count >= credential.shortest
      || text.contains { $0 == UInt8(ascii: ":") || EscapedText.mayBegin($0) }
  }

  /// As in `idt::x`.
  private static let shortestSecret = 6

  private func foundRanges<Text: RandomAccessCollection<UInt8>>(in text: Text) -> [Range<Int>]
  where Text.Index == Int {
    var found: [Range<Int>] = []
    SecretShape.appendRanges(in: text, to: &found)
    if text.count >= credential.shortest { credential.appendRanges(in: text, to: &found) }
    return found
  }

  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    guard ranges.count > 1 else { return ranges }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }
}

/// Hides the credential's length from dumps as well.
extension SecretMask: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: []) }
}
