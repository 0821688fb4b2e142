extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes beside others: none for a combining mark, two for East Asian wide
  /// characters and for emoji, one for all else.
  var displayWidth: Int {
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if isConjoiningJamo { return 0 }
    return isWide ? 2 : 1
  }

  /// A Hangul vowel or final consonant, drawn into the syllable that begins before it.
  private var isConjoiningJamo: Bool {
    (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
  }

  private var isWide: Bool {
    guard value >= 0x1100 else { return false }
    if Self.wideRanges.contains(where: { $0.contains(value) }) { return true }
    let isRegionalIndicator = (0x1F1E6...0x1F1FF).contains(value)
    return properties.isEmojiPresentation && !isRegionalIndicator
  }

  /// Blocks whose characters are wide, in rough order of how common they are. Source: Unicode Standard Annex 11.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x4E00...0xA4CF,  // CJK ideographs, Yi
    0x3041...0x4DBF,  // Kana, CJK symbols and extension A
    0xAC00...0xD7A3,  // Hangul syllables
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
    0x2E80...0x303E,  // CJK radicals and punctuation
    0x1100...0x115F, 0xA960...0xA97F,  // leading Hangul consonants
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility forms
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, Khitan, Kana supplements
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x3FFFD,  // further CJK ideographs
  ]
}

extension String {
  /// How many columns of a terminal the text takes, which holds no control characters.
  var displayWidth: Int {
    var text = self
    let ascii = text.withUTF8 { utf8 in utf8.allSatisfy { $0 < 0x80 } ? utf8.count : nil }
    return ascii ?? unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with spaces behind it, up to a number of columns.
  func padded(to columns: Int) -> String {
    self + .spaces(columns - displayWidth)
  }

  /// So many spaces; none for less than one.
  static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: Swift.max(0, count))
  }
}
