/// A string in a JSON text, with its escapes. Must not outlive the text.
struct JSONStringToken {
  let bytes: UnsafeBufferPointer<UInt8>
  let isEscaped: Bool
  /// Whether it consists of ASCII without controls and escapes.
  let isPlain: Bool

  /// The string with its escapes resolved; nil if it is not UTF-8, or has a bare control character or an invalid escape.
  var decoded: String? {
    if isPlain { return String(decoding: bytes, as: UTF8.self) }
    guard !bytes.contains(where: { $0 < 0x20 }) else { return nil }
    guard isEscaped else { return String(validating: bytes, as: UTF8.self) }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        utf8.append(bytes[index])
        index += 1
        continue
      }
      guard let (scalar, length) = escape(at: index) else { return nil }
      utf8.append(contentsOf: String(scalar).utf8)
      index += length
    }
    return String(validating: utf8, as: UTF8.self)
  }

  /// The scalar of an escape, and the length of the escape in bytes; nil if it is invalid.
  private func escape(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): break
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (Unicode.Scalar(bytes[index + 1]), 2)
    default: return nil
    }
    let first = codeUnit(at: index)
    if let first, let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard let first, UTF16.isLeadSurrogate(first), let second = codeUnit(at: index + 6), UTF16.isTrailSurrogate(second)
    else { return nil }
    return (UTF16.decode(UTF16.EncodedScalar([first, second])), 12)
  }

  /// The number in the `\u` escape at an index; nil if there is none.
  private func codeUnit(at index: Int) -> UInt16? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes[index + 2..<index + 6] {
      guard let digit = hexadecimalValue(byte) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}

/// The value of an ASCII hexadecimal digit.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
