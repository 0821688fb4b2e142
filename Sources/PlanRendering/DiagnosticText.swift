package import TokenModel

extension Sequence where Element == Diagnostic {
  /// The diagnostics for a person, each with the line that it is about and a caret under the fault. Empty for none.
  package func text(style: TextStyle = .plain, mask: SecretMask = SecretMask()) -> String {
    var page = TextPage(style: style, mask: mask)
    for (index, diagnostic) in enumerated() {
      if index > 0 { page.line() }
      page.writeDiagnostic(diagnostic)
    }
    return page.rendered.text
  }
}

extension TextPage {
  fileprivate mutating func writeDiagnostic(_ diagnostic: Diagnostic) {
    let paint: TextStyle.Paint = diagnostic.severity == .error ? .boldRed : .boldYellow
    let severity = style.paint("\(diagnostic.severity.rawValue):", paint)
    line("\(severity) \(foreign.sentence(diagnostic.message)) [\(diagnostic.code.rawValue)]")

    let number = diagnostic.excerpt == nil ? nil : diagnostic.position.map { String($0.line) }
    let gutter = number?.count ?? 0
    if let position = diagnostic.position {
      line("--> \(foreign.place(position)):\(position.column)", indent: gutter + 1 + (number == nil ? 1 : 0))
    }
    if let excerpt = diagnostic.excerpt, let number {
      let marked = MarkedLine(excerpt, mask: foreign.mask, columns: Self.columns - gutter - 4)
      line("|", indent: gutter + 2)
      line("\(number) | \(marked.line)", indent: 1)
      line("| " + style.paint(marked.carets, paint), indent: gutter + 2)
    }
    if let help = diagnostic.help {
      line("= \(foreign.sentence(help))", indent: number == nil ? 2 : gutter + 2)
    }
  }
}

/// A line of a file with carets under a place in it, cut to a window around that place.
private struct MarkedLine {
  let line: String
  let carets: String

  init(_ excerpt: Diagnostic.Excerpt, mask: SecretMask, columns: Int) {
    let scalars = Array(mask.masking(excerpt.line).unicodeScalars)
    let place = min(excerpt.column - 1, scalars.count)
    let end = min(place + excerpt.length, scalars.count)

    // A third of the window for what stands before the place, the rest for what follows.
    let start = Self.start(of: scalars[..<place], columns: columns / 3, needed: scalars.count > columns / 2)
    let cells = Legibility.bare.cells(scalars[start...], upTo: 2 * columns)
    let lead = start > 0 ? "… " : ""
    var room = columns - lead.count
    let whole = cells.reduce(0) { $0 + $1.width } <= room && start + cells.count == scalars.count
    if !whole { room -= 2 }
    var used = 0
    let shown = cells.prefix { cell in
      used += cell.width
      return used <= room
    }

    let before = shown.prefix(place - start).reduce(0) { $0 + $1.width }
    let width = shown.dropFirst(place - start).prefix(end - place).reduce(0) { $0 + $1.width }
    line = shown.reduce(into: lead) { $0 += $1.text } + (whole ? "" : " …")
    carets = String(repeating: " ", count: lead.count + before) + String(repeating: "^", count: max(1, width))
  }

  /// Where to begin, so that what stands before the place takes no more than so many columns.
  private static func start(of scalars: ArraySlice<Unicode.Scalar>, columns: Int, needed: Bool) -> Int {
    guard needed, scalars.count > columns else { return 0 }
    return scalars.count - columns
  }
}
