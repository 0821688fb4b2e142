/// Text in the language of manual pages, mdoc(7).
enum ManualText {
  /// Text as help texts are laid out: paragraphs, indented lines that stay as they are, and lists.
  static func blocks(_ text: String) -> String {
    var blocks: [(kind: Kind, lines: [String])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let isContinued = line.hasPrefix("  ") && blocks.last?.kind == .item && blocks.last?.lines.isEmpty == false
      let kind: Kind =
        line.isEmpty
        ? .blank : line.hasPrefix("- ") ? .item : isContinued ? .item : line.hasPrefix("  ") ? .verbatim : .prose
      if kind == blocks.last?.kind, !line.hasPrefix("- ") {
        blocks[blocks.count - 1].lines.append(line)
      } else {
        blocks.append((kind, [line]))
      }
    }
    var isInList = false
    var isFirst = true
    var result: [String] = []
    for (kind, lines) in blocks where kind != .blank {
      if isInList, kind != .item { result.append(".El") }
      switch kind {
      case .item:
        if !isInList { result.append(".Bl -bullet -compact") }
        result += [".It", prose(lines.joined(separator: " ").dropFirst(2))]
      case .verbatim:
        result += [".Bd -literal -offset indent"] + lines.map { verbatim($0.dropFirst(2)) } + [".Ed"]
      case .prose, .blank:
        if !isFirst { result.append(".Pp") }
        result.append(prose(lines.joined(separator: " ")))
      }
      isInList = kind == .item
      isFirst = false
    }
    return (result + (isInList ? [".El"] : [])).joined(separator: "\n")
  }

  private enum Kind { case blank, prose, verbatim, item }

  /// Running text: each sentence begins a line, and no line is longer than 78 characters.
  static func prose(_ text: some StringProtocol) -> String {
    var lines: [String] = []
    var endsSentence = true
    for word in inline(text).split(separator: " ").map(String.init) {
      if !endsSentence, let last = lines.last, last.count + 1 + word.count <= 78 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(word)
      }
      endsSentence = [".", "?", "!"].contains { word.hasSuffix($0) || word.hasSuffix($0 + ")") }
    }
    return lines.map(guarded).joined(separator: "\n")
  }

  /// A text without a capital or a full stop, as a sentence.
  static func sentence(_ text: String) -> String {
    prose(text.prefix(1).uppercased() + text.dropFirst() + ".")
  }

  /// A line that stays as it is.
  static func verbatim(_ line: some StringProtocol) -> String {
    guarded(String(line).replacing(#"\"#, with: #"\e"#).replacing("-", with: #"\-"#))
  }

  /// Escapes, and code between backticks in bold. A hyphen that a reader may type stays one.
  private static func inline(_ text: some StringProtocol) -> String {
    var isCode = false
    var previous: Character = " "
    return text.reduce(into: "") { result, character in
      switch character {
      case "`":
        result += isCode ? #"\fR"# : #"\fB"#
        isCode.toggle()
      case #"\"#: result += #"\e"#
      case "-" where isCode || !previous.isLetter && !previous.isNumber: result += #"\-"#
      default: result.append(character)
      }
      previous = character
    }
  }

  /// A line that begins like a request is none.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? #"\&"# + line : line
  }
}
