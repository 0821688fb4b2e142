/// Finds secrets: any text of the form `idt:TKN-…:…`, with or without its `idt`, and the live credential. Both are also found
/// if they are percent-, HTML-, JSON- or YAML-encoded, and the credential in Base64.
///
/// A credential of another form is found only if it has at least ``minimumCredentialLength`` bytes, so that a placeholder
/// such as `test` is not masked inside other words. Mask a text before it is truncated: half of a secret is not found.
package struct SecretMask: Sendable {
  /// What replaces a secret. Masking a masked text does not change it.
  package static let mask = "[masked]"

  /// The minimum length in bytes of a credential that is not of the platform's form. Words of a language are shorter.
  package static let minimumCredentialLength = 20

  private let credential: CredentialPatterns

  /// How many nested encodings are resolved.
  private static let encodings = 3

  /// - Parameter credential: The credential of this run, or the value of the environment variable for it; nil if there is
  ///   none.
  package init(credential: Secret? = nil) {
    self.credential = CredentialPatterns(credential ?? Secret(""))
  }

  /// The text with each secret replaced by ``mask``.
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

  /// Whether a text contains a secret.
  package func finds(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { finds(in: $0) }
  }

  /// Whether a text in UTF-8 contains a secret.
  package func finds(in text: UnsafeBufferPointer<UInt8>) -> Bool { !ranges(in: text).isEmpty }

  /// The ranges of the secrets in a text in UTF-8, in order, with no two adjacent. Takes linear time.
  package func ranges<Text: RandomAccessCollection<UInt8>>(in text: Text) -> [Range<Int>] where Text.Index == Int {
    guard mayFind(in: text) else { return [] }
    var found = foundRanges(in: text)
    var layer = EscapedText(text)
    var origins: [Int] = []
    for depth in 1...Self.encodings {
      guard let escaped = layer else { break }
      origins = depth == 1 ? escaped.origins : escaped.origins.map { origins[$0] }
      found += foundRanges(in: escaped.resolved).map { origins[$0.lowerBound]..<origins[$0.upperBound] }
      layer = depth < Self.encodings ? EscapedText(escaped.resolved) : nil
    }
    return Self.joined(found)
  }

  /// Whether a text may contain a secret. Rules out most texts quickly.
  private func mayFind<Text: RandomAccessCollection<UInt8>>(in text: Text) -> Bool where Text.Index == Int {
    guard text.count >= Self.minimumSecretLength else { return false }
    return text.count >= credential.shortest
      || text.contains { $0 == UInt8(ascii: ":") || EscapedText.mayBegin($0) }
  }

  /// That of `idt::x`.
  private static let minimumSecretLength = 6

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

/// Dumps do not even show the length of the credential.
extension SecretMask: CustomReflectable {
  /// A mirror without children.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
