import TokenModel

/// A stretch of a line read both as it stands and as double-quoted YAML would mean it, wherever quotes stand.
struct EscapedText {
  private let scalars: [Unicode.Scalar]

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// Where secrets stand, as ranges of scalars.
  func ranges(of mask: SecretMask) -> [Range<Int>] {
    let plain = Self.ranges(of: mask, in: scalars)
    guard scalars.contains("\\") else { return plain }
    let (meant, places) = unescaped()
    return plain + Self.ranges(of: mask, in: meant).map { places[$0.lowerBound]..<places[$0.upperBound] }
  }

  private static func ranges(of mask: SecretMask, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let string = String(text)
    return mask.ranges(in: string).map { range in
      let start = text.distance(from: text.startIndex, to: range.lowerBound)
      return start..<start + text.distance(from: range.lowerBound, to: range.upperBound)
    }
  }

  /// The text with its escapes replaced, and for each of its scalars, and its end, where it comes from.
  private func unescaped() -> (meant: [Unicode.Scalar], places: [Int]) {
    var meant: [Unicode.Scalar] = []
    var places: [Int] = []
    var index = 0
    while index < scalars.count {
      places.append(index)
      let (scalar, length) = scalar(at: index)
      meant.append(scalar)
      index += length
    }
    return (meant, places + [scalars.count])
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
    guard scalars[index] == "\\", index + 1 < scalars.count else { return (scalars[index], 1) }
    let digits: Int
    switch scalars[index + 1] {
    case "x": digits = 2
    case "u": digits = 4
    case "U": digits = 8
    case let other: return (other, 2)
    }
    let code = scalars[(index + 2)...].prefix(digits)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: code)
    guard code.count == digits, let value = UInt32(String(text), radix: 16), let scalar = Unicode.Scalar(value) else {
      return (scalars[index + 1], 2)
    }
    return (scalar, 2 + digits)
  }
}
