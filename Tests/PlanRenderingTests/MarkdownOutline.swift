/// What a comment consists of beside untrusted text: its lines with every code span and every block of code taken out.
struct MarkdownOutline {
  let lines: [String]
  /// Rows of tables, with how many cells each has.
  let rows: [Int]
  /// Whether some code span or block has no end.
  let isBroken: Bool

  init(_ text: String) {
    var lines: [String] = []
    var rows: [Int] = []
    var isBroken = false
    var fence = 0
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init) {
      let run = line.prefix { $0 == "`" }.count
      if fence > 0 {
        if run >= fence, run == line.count { fence = 0 }
      } else if run >= 3, line.dropFirst(run) == Array("diff".unicodeScalars)[...] {
        fence = run
      } else {
        if line.first == "|" { rows.append(Self.cells(of: line)) }
        guard let outside = Self.withoutSpans(line) else {
          isBroken = true
          continue
        }
        lines.append(outside)
      }
    }
    self.lines = lines
    self.rows = rows
    self.isBroken = isBroken || fence > 0
  }

  /// Cells are separated before anything inside them is read, at pipes without a backslash.
  private static func cells(of line: [Unicode.Scalar]) -> Int {
    line.indices.count { line[$0] == "|" && ($0 == 0 || line[$0 - 1] != "\\") } - 1
  }

  private static func withoutSpans(_ line: [Unicode.Scalar]) -> String? {
    var outside = ""
    var rest = line[...]
    while let scalar = rest.first {
      guard scalar == "`" else {
        outside.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
        continue
      }
      let run = rest.prefix { $0 == "`" }.count
      rest = rest.dropFirst(run)
      var isClosed = false
      while !isClosed {
        rest = rest.drop { $0 != "`" }
        let end = rest.prefix { $0 == "`" }.count
        guard end > 0 else { return nil }
        rest = rest.dropFirst(end)
        isClosed = end == run
      }
      outside += "`"
    }
    return outside
  }
}
