/// A text with its escapes resolved: percent-encoding, HTML's character references, the backslash escapes of JSON and YAML,
/// and the doubled quotes of YAML's single-quoted scalars. So a secret is found however it was encoded.
package struct EscapedText {
  /// The resolved text in UTF-8.
  package private(set) var resolved: [UInt8] = []
  /// For each byte of ``resolved``, and for its end, the index in the original text.
  package private(set) var origins: [Int] = []

  /// Nil if the text has no escape. Takes linear time.
  package init?<Text: RandomAccessCollection<UInt8>>(_ text: Text) where Text.Index == Int {
    var hasEscape = false
    var index = text.startIndex
    while index < text.endIndex {
      if let (scalars, end) = Self.escape(in: text, at: index) {
        if !hasEscape {
          hasEscape = true
          resolved.append(contentsOf: text[..<index])
          origins.append(contentsOf: text.startIndex..<index)
        }
        resolved.append(contentsOf: scalars)
        origins.append(contentsOf: repeatElement(index, count: scalars.count))
        index = end
      } else {
        if hasEscape {
          resolved.append(text[index])
          origins.append(index)
        }
        index += 1
      }
    }
    guard hasEscape else { return nil }
    origins.append(text.endIndex)
  }

  /// Whether a byte can begin an escape.
  static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// The resolved escape at an index in UTF-8, and the index of its end; nil if there is none.
  private static func escape<Text: RandomAccessCollection<UInt8>>(in text: Text, at start: Int) -> (
    [UInt8], end: Int
  )? where Text.Index == Int {
    switch text[start] {
    case UInt8(ascii: "%"):
      return number(in: text, at: start + 1, radix: 16, digits: 2).map { ([UInt8($0)], start + 3) }
    case UInt8(ascii: "&"): return reference(in: text, at: start)
    case UInt8(ascii: "\\") where start + 1 < text.endIndex: return backslash(in: text, at: start)
    case UInt8(ascii: "'") where start + 1 < text.endIndex && text[start + 1] == UInt8(ascii: "'"):
      return ([UInt8(ascii: "'")], start + 2)
    default: return nil
    }
  }

  private static func backslash<Text: RandomAccessCollection<UInt8>>(in text: Text, at start: Int) -> (
    [UInt8], end: Int
  )? where Text.Index == Int {
    let digits: Int
    switch text[start + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "n"): return ([0x0A], start + 2)
    case UInt8(ascii: "r"): return ([0x0D], start + 2)
    case UInt8(ascii: "t"): return ([0x09], start + 2)
    case 0x0A, 0x0D:
      return (
        [], text[(start + 1)...].firstIndex { $0 != 0x0A && $0 != 0x0D && $0 != 0x20 && $0 != 0x09 } ?? text.endIndex
      )
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"):
      return ([text[start + 1]], start + 2)
    default: return nil
    }
    return number(in: text, at: start + 2, radix: 16, digits: digits).flatMap(utf8).map { ($0, start + 2 + digits) }
  }

  private static func reference<Text: RandomAccessCollection<UInt8>>(in text: Text, at start: Int) -> (
    [UInt8], end: Int
  )? where Text.Index == Int {
    guard let end = text[start...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
    let value: UInt32? =
      switch name.lowercased() {
      case "quot": 0x22
      case "amp": 0x26
      case "apos": 0x27
      case "lt": 0x3C
      case "gt": 0x3E
      case let number where number.hasPrefix("#x"): UInt32(number.dropFirst(2), radix: 16)
      case let number where number.hasPrefix("#"): UInt32(number.dropFirst())
      default: nil
      }
    return value.flatMap(utf8).map { ($0, end + 1) }
  }

  private static func number<Text: RandomAccessCollection<UInt8>>(
    in text: Text, at start: Int, radix: Int, digits: Int
  ) -> UInt32? where Text.Index == Int {
    guard text.endIndex - start >= digits else { return nil }
    let digits = text[start..<start + digits]
    guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
  }

  private static func utf8(_ value: UInt32) -> [UInt8]? {
    Unicode.Scalar(value).map { Array(String($0).utf8) }
  }
}
