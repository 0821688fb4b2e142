internal import FoundationEssentials

/// Finds the live credential in a text: as it is, and in Base64 at each of the three alignments.
struct CredentialPatterns: Sendable {
  private let plain: [SearchPattern]
  private let encoded: [SearchPattern]
  /// The length of the shortest pattern. Shorter words are not searched.
  let shortest: Int

  init(_ credential: Secret) {
    let words = credential.withBytes { bytes in
      bytes.split { $0 <= 0x20 }.map { Array($0) }.flatMap(Self.secretWords)
    }
    plain = words.map(SearchPattern.init)
    encoded = Set(words.flatMap(Self.base64)).map(SearchPattern.init)
    shortest = (plain + encoded).map(\.count).min() ?? .max
  }

  /// Appends the ranges of the credential in a text, in any order.
  func appendRanges<Text: RandomAccessCollection<UInt8>>(in text: Text, to found: inout [Range<Int>])
  where Text.Index == Int {
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex { $0 <= 0x20 } ?? text.endIndex
      if end - start >= shortest { appendRanges(in: text, word: start..<end, to: &found) }
      start = end + 1
    }
  }

  private func appendRanges<Text: RandomAccessCollection<UInt8>>(
    in text: Text, word: Range<Int>, to found: inout [Range<Int>]
  ) where Text.Index == Int {
    for pattern in plain where pattern.count <= word.count { pattern.appendRanges(in: text, from: word, to: &found) }
    var inBase64: [Range<Int>] = []
    for pattern in encoded where pattern.count <= word.count {
      pattern.appendRanges(in: text, from: word, to: &inBase64)
    }
    // The adjacent characters of Base64 contain bits of the credential as well.
    for range in inBase64.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = found.last, last.contains(range.lowerBound) { continue }
      let before = text[word.lowerBound..<range.lowerBound].lastIndex { !Self.isBase64($0) }
      let after = text[range.upperBound..<word.upperBound].firstIndex { !Self.isBase64($0) }
      found.append((before.map { $0 + 1 } ?? word.lowerBound)..<(after ?? word.upperBound))
    }
  }

  /// The parts of a credential that are secret on their own: a word of the platform's form, the part after its second
  /// colon, and any word too long to be one of a language.
  private static func secretWords(_ word: [UInt8]) -> [[UInt8]] {
    var shape: [Range<Int>] = []
    SecretShape.appendRanges(in: word, to: &shape)
    guard shape.first?.lowerBound == 0 else { return word.count >= SecretMask.minimumCredentialLength ? [word] : [] }
    let key = Array(word.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop { $0 != UInt8(ascii: ":") }.dropFirst())
    return key.count >= SecretMask.minimumCredentialLength ? [word, key] : [word]
  }

  /// The characters of Base64 that depend only on the word, at each alignment and in both alphabets.
  private static func base64(_ word: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { offset in
      let text = Data([UInt8](repeating: 0, count: offset) + word).base64EncodedData()
      let end = (offset + word.count) * 8 / 6
      let pattern = Array(text[(offset * 8 + 5) / 6..<end])
      return [
        pattern,
        pattern.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 },
      ]
    }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
