/// Removes entries of a list and adds others, in the style in which the list is written.
struct ListEdit {
  /// An entry to add.
  struct Addition {
    /// The entry in flow style.
    var flow: String
    /// The lines of the entry in block style, without the dash; lines after the first are relative to the first.
    var lines: [String]
    /// A comment for the end of the first line, in block style.
    var comment: String?

    init(_ text: String, comment: String? = nil) {
      flow = text
      lines = [text]
      self.comment = comment
    }
  }

  let layout: FileLayout
  let tree: NodeTree
  /// The list's node.
  let list: Int
  /// The list's entries, in their order.
  let items: [Int]

  init(_ list: Int, in tree: NodeTree, of layout: FileLayout) {
    self.layout = layout
    self.tree = tree
    self.list = list
    items = Array(tree.children(of: list))
  }

  /// The edits; nil if the list is written in a way that cannot be edited safely.
  ///
  /// - Parameter removed: The indexes in ``items`` of the entries to remove.
  func edits(removing removed: Set<Int>, adding additions: [Addition]) -> [TextEdit]? {
    if removed.isEmpty, additions.isEmpty { return [] }
    if layout.isFlow(tree.nodes[list]) { return flowEdits(removing: removed, adding: additions) }
    return blockEdits(removing: removed, adding: additions)
  }

  private func start(of item: Int) -> Int { layout.offset(of: tree.nodes[items[item]].span.start.index) }
  private func end(of item: Int) -> Int { layout.end(of: items[item], in: tree) }
}

// MARK: - Block style

extension ListEdit {
  private func blockEdits(removing removed: Set<Int>, adding additions: [Addition]) -> [TextEdit]? {
    guard let last = items.indices.last, removed.count < items.count || !additions.isEmpty else { return nil }
    var edits: [TextEdit] = []
    for item in removed.sorted() {
      guard let dash = dash(of: item), layout.isFirstOnLine(dash) else { return nil }
      edits.append(TextEdit(layout.lineStart(of: dash)..<layout.nextLine(after: end(of: item)), ""))
    }
    guard !additions.isEmpty else { return edits }
    guard let dash = dash(of: last), layout.isFirstOnLine(dash) else { return nil }
    let margin = layout.text(layout.lineStart(of: dash)..<dash)
    let gap = gap(after: dash, of: last)
    let lineEnd = layout.lineEnd(at: dash)
    let text = additions.map { addition in
      addition.lines.enumerated().map { index, line in
        index == 0
          ? margin + "-" + gap + line + (addition.comment.map { "  # \($0)" } ?? "")
          : margin + " " + String(repeating: " ", count: gap.utf8.count) + line
      }.joined(separator: lineEnd)
    }.joined(separator: lineEnd)
    let place = layout.nextLine(after: end(of: last))
    let isEnded = place > 0 && layout.bytes[place - 1] == SourceCursor.lineFeed
    let follows = isEnded || removed.contains(last)
    edits.append(TextEdit(place..<place, (follows ? "" : lineEnd) + text + (isEnded ? lineEnd : "")))
    return edits
  }

  /// The offset of an entry's dash: what is between it and the entry before are blanks, line ends and comments, and the
  /// anchor or tag of the list.
  private func dash(of item: Int) -> Int? {
    var offset = item == 0 ? layout.offset(of: tree.nodes[list].span.start.index) : end(of: item - 1)
    let limit = start(of: item)
    while offset <= limit, offset < layout.bytes.count {
      switch layout.bytes[offset] {
      case UInt8(ascii: "-"): return offset
      case UInt8(ascii: "#"): offset = layout.nextLine(after: offset)
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        offset = layout.bytes[offset...].firstIndex { $0.isBlank || $0.isLineEnd } ?? limit + 1
      case let byte where byte.isBlank || byte.isLineEnd: offset += 1
      default: return nil
      }
    }
    return nil
  }

  /// The blanks between an entry's dash and its text; one space if its text begins on another line.
  private func gap(after dash: Int, of item: Int) -> String {
    let gap = layout.bytes[(dash + 1)..<max(dash + 1, start(of: item))]
    return gap.isEmpty || !gap.allSatisfy({ $0 == UInt8(ascii: " ") }) ? " " : String(decoding: gap, as: UTF8.self)
  }
}

// MARK: - Flow style

extension ListEdit {
  private func flowEdits(removing removed: Set<Int>, adding additions: [Addition]) -> [TextEdit]? {
    let kept = items.indices.filter { !removed.contains($0) }
    guard let lastKept = kept.last else { return wholeEdit(to: additions) }
    var edits: [TextEdit] = []
    for item in removed.sorted() {
      guard let range = removal(of: item, lastKept: lastKept) else { return nil }
      edits.append(TextEdit(range, ""))
    }
    return additions.isEmpty ? edits : edits + insertion(of: additions, after: lastKept)
  }

  /// Replaces the whole text between the brackets.
  private func wholeEdit(to additions: [Addition]) -> [TextEdit]? {
    let start = layout.start(of: tree.nodes[list])
    let end = layout.end(of: list, in: tree)
    guard start + 1 < end, !layout.bytes[start..<end].contains(UInt8(ascii: "#")) else { return nil }
    return [TextEdit(start + 1..<end - 1, additions.map(\.flow).joined(separator: ", "))]
  }

  /// The bytes of an entry with one comma: its lines if it is alone on them, and otherwise what is between its neighbour
  /// and it.
  private func removal(of item: Int, lastKept: Int) -> Range<Int>? {
    let (start, end) = (start(of: item), end(of: item))
    if layout.isFirstOnLine(start), let next = ownLines(after: end) { return layout.lineStart(of: start)..<next }
    let range = item < lastKept ? start..<self.start(of: item + 1) : self.end(of: item - 1)..<end
    return layout.bytes[range].contains(UInt8(ascii: "#")) ? nil : range
  }

  /// The offset of the next line, if the line holds nothing behind an entry but a comma and a comment.
  private func ownLines(after end: Int) -> Int? {
    var offset = end
    while offset < layout.bytes.count {
      switch layout.bytes[offset] {
      case SourceCursor.lineFeed: return offset + 1
      case UInt8(ascii: "#"): return layout.nextLine(after: offset)
      case UInt8(ascii: ","), UInt8(ascii: "\r"): offset += 1
      case let byte where byte.isBlank: offset += 1
      default: return nil
      }
    }
    return nil
  }

  private func insertion(of additions: [Addition], after item: Int) -> [TextEdit] {
    let end = end(of: item)
    let start = start(of: item)
    guard items.count > 0, layout.isFirstOnLine(start), let next = ownLines(after: end) else {
      return [TextEdit(end..<end, additions.map { ", " + $0.flow }.joined())]
    }
    let margin = layout.text(layout.lineStart(of: start)..<start)
    let lineEnd = layout.lineEnd(at: end)
    let hasComma = layout.bytes[end..<next].prefix { $0 != UInt8(ascii: "#") }.contains(UInt8(ascii: ","))
    let lines = additions.enumerated().map { index, addition in
      margin + addition.flow + (hasComma || index < additions.count - 1 ? "," : "") + lineEnd
    }
    let comma = hasComma ? [] : [TextEdit(end..<end, ",")]
    return comma + [TextEdit(next..<next, lines.joined())]
  }
}
