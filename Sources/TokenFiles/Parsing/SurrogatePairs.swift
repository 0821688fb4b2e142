/// Escaped surrogate pairs such as `\uD83D\uDE80`, with which JSON writes characters beyond U+FFFF and which libyaml rejects
/// in double quotes.
///
/// Only libyaml knows where double quotes begin and end. So before parsing, the backslashes of each pair are replaced by a
/// placeholder that the text does not contain. After parsing, a pair in double quotes becomes its character, and any other
/// becomes the original text.
struct SurrogatePairs {
  /// The placeholder in UTF-8: a Unicode noncharacter.
  private let placeholder: [UInt8]

  private static let backslash = UInt8(ascii: "\\")
  /// The length of one half, such as `\uD83D`, in bytes.
  private static let half = 6

  /// Replaces the pairs in a text. Nil, with the text unchanged, if it has none.
  init?(replacingIn text: inout [UInt8]) {
    guard let first = Self.firstPair(in: text), let placeholder = Self.unusedPlaceholder(in: text) else { return nil }
    self.placeholder = placeholder
    var replaced = Array(text[..<first])
    replaced.reserveCapacity(text.count + text.count / Self.half * 2)
    var index = first
    var followsBackslash = false
    while index < text.count {
      if !followsBackslash, Self.pair(in: text, at: index) != nil {
        replaced += placeholder + text[(index + 1)..<(index + Self.half)]
        replaced += placeholder + text[(index + Self.half + 1)..<(index + 2 * Self.half)]
        index += 2 * Self.half
      } else {
        // An escaped backslash begins no escape.
        followsBackslash = text[index] == Self.backslash && !followsBackslash
        replaced.append(text[index])
        index += 1
      }
    }
    text = replaced
  }

  /// The text of a scalar with its pairs restored.
  func restored(_ text: UnsafeBufferPointer<UInt8>, isDoubleQuoted: Bool) -> [UInt8] {
    var restored: [UInt8] = []
    restored.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == placeholder[0], text[index...].starts(with: placeholder) else {
        restored.append(text[index])
        index += 1
        continue
      }
      let rest = text[(index + placeholder.count)...]
      let second = rest.dropFirst(Self.half - 1 + placeholder.count)
      if isDoubleQuoted, let high = Self.number(rest), let low = Self.number(second),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        restored += Array(String(scalar).utf8)
        index = second.startIndex + Self.half - 1
      } else {
        restored.append(Self.backslash)
        index += placeholder.count
      }
    }
    return restored
  }

  /// Whether a text begins with the escape of one half of a pair.
  static func isHalf(in text: some RandomAccessCollection<UInt8>) -> Bool {
    number(text).map { 0xD800...0xDFFF ~= $0 } ?? false
  }

  private static func firstPair(in text: [UInt8]) -> Int? {
    guard var index = text.firstIndex(of: backslash) else { return nil }
    while index < text.count {
      guard text[index] == backslash else {
        index += 1
        continue
      }
      if pair(in: text, at: index) != nil { return index }
      index += 2
    }
    return nil
  }

  /// The numbers of the two halves at an offset.
  private static func pair(in text: [UInt8], at index: Int) -> (high: UInt32, low: UInt32)? {
    guard text[index] == backslash, text.count - index >= 2 * half, text[index + half] == backslash,
      let high = number(text[(index + 1)...]), 0xD800...0xDBFF ~= high,
      let low = number(text[(index + half + 1)...]), 0xDC00...0xDFFF ~= low
    else { return nil }
    return (high, low)
  }

  /// The number behind a `u`.
  private static func number(_ text: some RandomAccessCollection<UInt8>) -> UInt32? {
    guard text.first == UInt8(ascii: "u") else { return nil }
    let digits = text.dropFirst().prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// A noncharacter that a text does not hold; nil if it holds all of them.
  private static func unusedPlaceholder(in text: [UInt8]) -> [UInt8]? {
    var used = Set<UInt8>()
    for index in text.indices.dropLast(2) where text[index] == 0xEF && text[index + 1] == 0xB7 {
      used.insert(text[index + 2])
    }
    return (0x90...0xAF).first { !used.contains($0) }.map { [0xEF, 0xB7, $0] }
  }
}
