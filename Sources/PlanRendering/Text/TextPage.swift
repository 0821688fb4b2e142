import PlanDocument
import TokenModel

/// Text output while it is being written, as wide as its style says.
struct TextPage {
  /// What is written and was not handed over: in the end, the summary or a text that has none.
  private(set) var text = ""
  private var output: ChunkedOutput?
  let style: TextStyle
  let untrusted: UntrustedText
  /// Whether a changed text is shown as a whole, as far as that is bounded.
  let showsTextsWhole: Bool
  /// The platform that the tokens are on; nil if it is not known.
  var endpoint: String?

  init(style: TextStyle, untrusted: UntrustedText, output: ChunkedOutput? = nil, showsTextsWhole: Bool = false) {
    self.showsTextsWhole = showsTextsWhole
    self.style = style
    self.output = output
    self.untrusted = untrusted
  }

  /// What is written from here on is the summary, which is not handed over.
  mutating func beginSummary() {
    output?.flushIfNeeded(&text, isEnd: true)
    output = nil
  }

  mutating func line(_ content: String = "", indent: Int = 0) {
    if style.isNarrow {
      for row in NarrowLine(content).rows(columns: style.columns, indent: indent) { append(row.content, row.indent) }
    } else {
      append(content, indent)
    }
  }

  private mutating func append(_ content: String, _ indent: Int) {
    if !content.isEmpty {
      if indent > 0 { text += String.spaces(indent) }
      text += content
    }
    text += "\n"
    output?.flushIfNeeded(&text)
  }

  /// A line with a word at its right edge, or under it if there is no room. Without a word, a line like any other.
  mutating func line(_ content: String, plainColumns: Int? = nil, indent: Int, word: String?) {
    guard let word else { return line(content, indent: indent) }
    let columns = indent + (plainColumns ?? content.displayWidth)
    let gap = style.columns - columns - word.displayWidth
    if gap >= 2 {
      line(content + .spaces(gap) + style.paint(word, .magenta), indent: indent)
    } else {
      line(content, indent: indent)
      line(style.paint(word, .magenta), indent: style.columns - word.displayWidth)
    }
  }

  /// A sentence on as many lines as it needs, broken at spaces.
  mutating func writeWrapped(_ sentence: String, paint: TextStyle.Paint? = nil) {
    var row = ""
    for word in sentence.split(separator: " ") {
      if !row.isEmpty, row.displayWidth + 1 + String(word).displayWidth > style.columns {
        line(style.paint(row, paint))
        row = " "
      }
      row += (row.isEmpty ? "" : " ") + word
    }
    line(style.paint(row, paint))
  }

  /// Tokens with commas between them. If that saves more than a quarter of the rows, names may be on the row after their ids.
  mutating func writeMembers(_ members: [Member], indent: Int) {
    let room = style.columns - indent - 1
    let whole = Self.rows(members.map { [$0.whole] }, in: room)
    let broken = Self.rows(members.map { [$0.id, $0.rest] }, in: room)
    for row in 4 * broken.count < 3 * whole.count ? broken : whole { line(row, indent: indent) }
  }

  /// Rows of texts, of which those in one list belong together and have a comma behind them.
  private static func rows(_ texts: [[(shown: String, columns: Int)]], in room: Int) -> [String] {
    var rows: [String] = []
    var (row, width, separator) = ("", 0, "")
    for parts in texts {
      row += separator
      width += separator.count
      for part in parts where part.columns > 0 {
        if width > 0, width + 1 + part.columns > room {
          rows.append(row)
          (row, width) = ("", 0)
        }
        row += (width == 0 ? "" : " ") + part.shown
        width += (width == 0 ? 0 : 1) + part.columns
      }
      separator = ","
    }
    return rows + [row]
  }

  /// One of several tokens in a list: what is shown, and the columns that it takes without what makes it a link.
  struct Member {
    let id: (shown: String, columns: Int)
    /// What follows the id; perhaps nothing.
    let rest: (shown: String, columns: Int)

    init(id: String, idColumns: Int, rest: String) {
      self.id = (id, idColumns)
      self.rest = (rest, rest.displayWidth)
    }

    fileprivate var whole: (shown: String, columns: Int) {
      rest.columns == 0 ? id : ("\(id.shown) \(rest.shown)", id.columns + 1 + rest.columns)
    }
  }

  /// Rows of items with commas between them, as many as fit; what does not is counted behind them.
  ///
  /// `total` says how many items there are, `more` what they are. Rows begin behind `lead`.
  mutating func list(
    _ items: some Sequence<String>, of total: Int, lead: String, indent: Int, maximumRows: Int = 3, more: String,
    paint: TextStyle.Paint? = nil
  ) {
    var rows: [String] = []
    var row = ""
    var width = 0
    var shown = 0
    let columns = style.columns - indent - lead.displayWidth - 1
    for item in items {
      let itemWidth = item.displayWidth
      if !row.isEmpty, width + itemWidth + 2 > columns {
        guard rows.count + 1 < maximumRows else { break }
        rows.append(row + ",")
        row = ""
        width = 0
      }
      if !row.isEmpty {
        row += ", "
        width += 2
      }
      row += item
      width += itemWidth
      shown += 1
    }
    rows.append(row)
    for (index, row) in rows.enumerated() {
      let start = index == 0 ? lead : .spaces(lead.displayWidth)
      line(style.paint(start + row, paint), indent: indent)
    }
    if shown < total {
      line(
        style.paint("… and \(counted(total - shown, "more " + more))", paint),
        indent: indent + lead.displayWidth)
    }
  }
}
