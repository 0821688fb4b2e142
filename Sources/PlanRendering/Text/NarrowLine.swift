/// A line that is broken at spaces where a terminal is narrower than a page. Escape sequences take no columns.
struct NarrowLine {
  /// A row of a broken line.
  struct Row: Equatable {
    let content: String
    let indent: Int
  }

  private struct Word {
    var spaces = 0
    var text = ""
    var columns = 0
  }

  private let content: String
  private let words: [Word]

  /// Takes a line of ours, which has colours and links as its only control characters.
  init(_ content: String) {
    self.content = content
    var words = [Word()]
    var rest = content.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}" {
        let sequence = Self.escapeSequence(at: rest)
        words[words.count - 1].text.unicodeScalars += sequence
        rest = rest[sequence.endIndex...]
      } else if scalar == " " {
        let spaces = rest.prefix { $0 == " " }
        words.append(Word(spaces: spaces.count))
        rest = rest[spaces.endIndex...]
      } else {
        words[words.count - 1].text.unicodeScalars.append(scalar)
        words[words.count - 1].columns += scalar.displayWidth
        rest = rest.dropFirst()
      }
    }
    self.words = words
  }

  /// The rows, those behind the first a little further in. A word that is longer than a row is left whole, so that it can be
  /// copied; the terminal breaks it.
  func rows(columns: Int, indent: Int) -> [Row] {
    guard indent + words.reduce(0, { $0 + $1.spaces + $1.columns }) > columns else {
      return [Row(content: content, indent: indent)]
    }
    let hanging = min(indent + 2, columns / 2)
    var rows: [Row] = []
    var row = ""
    var rowIndent = indent
    var width = indent
    var isEmpty = true
    for word in words {
      if !isEmpty, word.columns > 0, width + word.spaces + word.columns > columns {
        rows.append(Row(content: row, indent: rowIndent))
        (row, rowIndent, width, isEmpty) = (word.text, hanging, hanging + word.columns, false)
      } else {
        row += String.spaces(word.spaces) + word.text
        width += word.spaces + word.columns
        isEmpty = isEmpty && word.columns == 0
      }
    }
    return rows + [Row(content: row, indent: rowIndent)]
  }

  /// A colour, which ends with a letter, or a link's beginning or end, which ends with `ESC \`.
  private static func escapeSequence(at text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    let isLink = text.dropFirst().first == "]"
    var end = text.index(after: text.startIndex)
    while end < text.endIndex {
      let scalar = text[end]
      end = text.index(after: end)
      if isLink ? scalar == "\\" : scalar.properties.isAlphabetic { break }
    }
    return text[..<end]
  }
}
