/// An edited file as a unified diff, which `git apply` reads.
package struct UnifiedDiff {
  /// Lines that stay and are shown around a change.
  private static let context = 3

  private let file: EditedFile
  /// The offset of each line's first byte, and the end of the text.
  private let starts: [Int]

  /// - Parameter file: A file with at least one edit.
  package init(_ file: EditedFile) {
    self.file = file
    let feeds = file.before.indices.filter { file.before[$0] == SourceCursor.lineFeed }
    let starts = [0] + feeds.map { $0 + 1 }
    self.starts = starts.last == file.before.count ? starts : starts + [file.before.count]
  }

  private struct Change {
    /// The lines that are replaced; empty for an insertion before the line.
    var lines: Range<Int>
    var edits: [TextEdit]
  }

  /// The bytes of the diff. Lines of the file are in it as they are.
  package var bytes: [UInt8] {
    var diff = Array("--- \(Self.quoted("a/", file.path))\n+++ \(Self.quoted("b/", file.path))\n".utf8)
    var shift = 0
    for hunk in hunks {
      let old =
        max(
          0, hunk[0].lines.lowerBound - Self.context)..<min(
          lineCount, hunk[hunk.count - 1].lines.upperBound + Self.context)
      var body: [UInt8] = []
      var (next, added) = (old.lowerBound, 0)
      for change in hunk {
        for line in next..<change.lines.lowerBound { Self.append(" ", self.line(line), to: &body) }
        let new = newLines(of: change)
        for line in change.lines { Self.append("-", self.line(line), to: &body) }
        for line in new { Self.append("+", line, to: &body) }
        added += new.count - change.lines.count
        next = change.lines.upperBound
      }
      for line in next..<old.upperBound { Self.append(" ", self.line(line), to: &body) }
      let newCount = old.count + added
      diff += Array(
        "@@ -\(Self.range(old.lowerBound, old.count)) +\(Self.range(old.lowerBound + shift, newCount)) @@\n".utf8)
      diff += body
      shift += added
    }
    return diff
  }

  private var lineCount: Int { starts.count - 1 }

  private func line(_ index: Int) -> ArraySlice<UInt8> { file.before[starts[index]..<starts[index + 1]] }

  /// The changes that are shown together, since the lines between them are few.
  private var hunks: [[Change]] {
    changes.reduce(into: []) { hunks, change in
      if let last = hunks.last?.last, change.lines.lowerBound - last.lines.upperBound <= 2 * Self.context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
  }

  /// The edits by the lines that they touch, without lines that stay the same at both ends.
  private var changes: [Change] {
    var changes: [Change] = []
    for edit in file.edits {
      let lines = lines(of: edit)
      if let last = changes.last, lines.lowerBound < last.lines.upperBound {
        changes[changes.count - 1].lines = last.lines.lowerBound..<max(last.lines.upperBound, lines.upperBound)
        changes[changes.count - 1].edits.append(edit)
      } else if let last = changes.last, lines.lowerBound == last.lines.upperBound {
        changes[changes.count - 1].lines = last.lines.lowerBound..<lines.upperBound
        changes[changes.count - 1].edits.append(edit)
      } else {
        changes.append(Change(lines: lines, edits: [edit]))
      }
    }
    return changes
  }

  private func lines(of edit: TextEdit) -> Range<Int> {
    let first = line(containing: edit.range.lowerBound)
    let last = line(containing: edit.range.upperBound)
    let coversLines =
      starts[first] == edit.range.lowerBound && starts[last] == edit.range.upperBound
      && (edit.replacement.isEmpty || edit.replacement.last == SourceCursor.lineFeed)
    if coversLines { return first..<last }
    if first == lineCount {
      // Behind the last line: if that has no end, it gets one and so changes.
      let isEnded = file.before.last == SourceCursor.lineFeed
      return (isEnded ? lineCount : max(0, lineCount - 1))..<lineCount
    }
    return first..<min(last + 1, lineCount)
  }

  /// The index of the line with an offset; the number of lines for the end of the text.
  private func line(containing offset: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func newLines(of change: Change) -> [ArraySlice<UInt8>] {
    let (start, end) = (starts[change.lines.lowerBound], starts[change.lines.upperBound])
    let moved = change.edits.map { edit in
      var edit = edit
      edit.range = edit.range.lowerBound - start..<edit.range.upperBound - start
      return edit
    }
    let text = Array(file.before[start..<end]).applying(moved) ?? []
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while !rest.isEmpty {
      let next = rest.firstIndex(of: SourceCursor.lineFeed).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<next])
      rest = rest[next...]
    }
    return lines
  }

  private static func append(_ sign: String, _ line: ArraySlice<UInt8>, to body: inout [UInt8]) {
    body += Array(sign.utf8)
    body += line
    if line.last != SourceCursor.lineFeed { body += Array("\n\\ No newline at end of file\n".utf8) }
  }

  private static func range(_ start: Int, _ count: Int) -> String {
    // An empty range is named by the line before it.
    let first = count == 0 ? start : start + 1
    return count == 1 ? "\(first)" : "\(first),\(count)"
  }

  /// A path as Git writes it in a diff: in quotes if it holds a character that needs an escape.
  private static func quoted(_ prefix: String, _ path: String) -> String {
    let path = prefix + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    guard path.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    else { return path.contains(" ") ? path + "\t" : path }
    let escaped = path.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "\""): "\\\""
      case UInt8(ascii: "\\"): "\\\\"
      case UInt8(ascii: "\n"): "\\n"
      case UInt8(ascii: "\t"): "\\t"
      case 0x20..<0x7F: String(Unicode.Scalar(byte))
      default:
        "\\" + [byte >> 6, byte >> 3 & 7, byte & 7].map { String($0) }.joined()
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
