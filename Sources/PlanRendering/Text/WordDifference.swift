/// Which words set two texts apart, as ranges of their scalars.
struct WordDifference {
  let removed: [Range<Int>]
  let added: [Range<Int>]

  /// So many words are compared one by one; what is longer differs from its first to its last different word.
  private static let maximumCompared = 1_000

  /// Nil if the texts have no word in common, or if nothing differs: marks would not help.
  init?(from old: String, to new: String) {
    let oldWords = Self.words(of: Array(old.unicodeScalars))
    let newWords = Self.words(of: Array(new.unicodeScalars))
    let head = zip(oldWords, newWords).prefix { $0.scalars == $1.scalars }.count
    let shortest = min(oldWords.count, newWords.count) - head
    let tail = zip(oldWords.reversed(), newWords.reversed()).prefix(shortest).prefix { $0.scalars == $1.scalars }.count
    let (oldEnd, newEnd) = (oldWords.count - tail, newWords.count - tail)
    var oldPlaces = Array(head..<oldEnd)
    var newPlaces = Array(head..<newEnd)
    // Without a word in common there is nothing to compare; the comparison is what takes the time.
    let newOnes = Set(newWords[head..<newEnd].filter(\.isWord).map(\.scalars))
    let hasCommonWord = oldWords[head..<oldEnd].contains { $0.isWord && newOnes.contains($0.scalars) }
    if hasCommonWord, oldPlaces.count + newPlaces.count <= Self.maximumCompared {
      let steps = newWords[head..<newEnd].map(\.scalars).difference(from: oldWords[head..<oldEnd].map(\.scalars))
      oldPlaces = []
      newPlaces = []
      for step in steps {
        switch step {
        case .remove(let offset, _, _): oldPlaces.append(head + offset)
        case .insert(let offset, _, _): newPlaces.append(head + offset)
        }
      }
    }
    let kept = Set(oldWords.indices).subtracting(oldPlaces)
    guard !oldPlaces.isEmpty || !newPlaces.isEmpty, kept.contains(where: { oldWords[$0].isWord }) else { return nil }
    removed = Self.ranges(oldPlaces.sorted(), in: oldWords)
    added = Self.ranges(newPlaces.sorted(), in: newWords)
  }

  private struct Word {
    let scalars: ArraySlice<Unicode.Scalar>
    /// Whether it is no blank and no punctuation.
    let isWord: Bool

    var range: Range<Int> { scalars.startIndex..<scalars.endIndex }
    var isBlank: Bool {
      scalars.allSatisfy { $0.isASCII ? $0 == " " || "\t"..."\r" ~= $0 : $0.properties.isWhitespace }
    }
  }

  private enum Kind {
    case word, blank, single

    init(_ scalar: Unicode.Scalar) {
      // Looking up properties takes much longer than all the rest.
      guard !scalar.isASCII else {
        self =
          switch scalar {
          case "a"..."z", "A"..."Z", "0"..."9", "_": .word
          case " ", "\t", "\u{B}"..."\r": .blank
          default: .single
          }
        return
      }
      // Scripts that write no blanks between words are compared character by character.
      self =
        scalar.value >= 0x2E80
        ? .single
        : scalar.properties.isWhitespace
          ? .blank
          : scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.isMarkOfWord
            ? .word : .single
    }
  }

  private static func words(of scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start = 0
    while start < scalars.count {
      let kind = Kind(scalars[start])
      var end = start + 1
      if kind != .single { while end < scalars.count, Kind(scalars[end]) == kind { end += 1 } }
      words.append(
        Word(scalars: scalars[start..<end], isWord: kind == .word || scalars[start].value >= 0x2E80))
      start = end
    }
    return words
  }

  /// Words beside each other, or with nothing but a blank between them, are one range.
  private static func ranges(_ places: [Int], in words: [Word]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var previous: Int?
    for place in places {
      let range = words[place].range
      if let last = previous, place == last + 1 || place == last + 2 && words[last + 1].isBlank, let whole = ranges.last
      {
        ranges[ranges.count - 1] = whole.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
      previous = place
    }
    return ranges
  }
}

extension Unicode.Scalar {
  fileprivate var isMarkOfWord: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation: true
    default: false
    }
  }
}
