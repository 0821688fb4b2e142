package import TokenModel

extension Sequence where Element == Diagnostic {
  /// The diagnostics for a person, each with the line that it is about and a caret under the fault. Empty for none.
  ///
  /// - Parameters:
  ///   - mask: What no output may show.
  ///   - options: How advice spells options.
  package func text(style: TextStyle = .plain, mask: SecretMask, options: OptionNames) -> String {
    var page = TextPage(style: style, untrusted: UntrustedText(mask: mask, options: options))
    for (index, diagnostic) in enumerated() {
      if index > 0 { page.line() }
      page.writeDiagnostic(diagnostic)
    }
    return page.text
  }
}

extension TextPage {
  fileprivate mutating func writeDiagnostic(_ diagnostic: Diagnostic) {
    let paint: TextStyle.Paint = diagnostic.severity == .error ? .boldRed : .boldMagenta
    let severity = style.paint("\(diagnostic.severity.rawValue):", paint)
    line("\(severity) \(untrusted.sentence(diagnostic.message)) [\(diagnostic.code.rawValue)]")

    let number = diagnostic.excerpt == nil ? nil : diagnostic.position.map { String($0.line) }
    let gutter = number?.count ?? 0
    if let position = diagnostic.position {
      let token = diagnostic.address.map { untrusted.word($0.rawValue) }.flatMap { id in
        diagnostic.message.contains(id) ? nil : " in " + id
      }
      line(
        "--> \(untrusted.place(position)):\(position.column)\(token ?? "")",
        indent: gutter + 1 + (number == nil ? 1 : 0))
    }
    if let excerpt = diagnostic.excerpt, let number {
      let marked = MarkedLine(excerpt, mask: untrusted.mask, columns: style.columns - gutter - 4)
      line("|", indent: gutter + 2)
      line("\(number) | \(marked.line)", indent: 1)
      line("| " + style.paint(marked.carets, paint), indent: gutter + 2)
    }
    if let help = diagnostic.help {
      line("= \(untrusted.advice(help))", indent: number == nil ? 2 : gutter + 2)
    }
  }
}

/// A line of a file with carets under a place in it, cut to a window around that place.
private struct MarkedLine {
  let line: String
  let carets: String

  init(_ excerpt: Diagnostic.SourceExcerpt, mask: SecretMask, columns: Int) {
    let scalars = Array(mask.masking(excerpt.line).unicodeScalars)
    let place = min(excerpt.column - 1, scalars.count)
    let end = place + min(excerpt.length, scalars.count - place)

    // Every cell but a combining mark takes a column, so what is further away than this is never shown.
    let origin = max(0, place - 5 * columns)
    let near = Escaping.bare.cells(scalars[origin...], upTo: 10 * columns)
    let isWhole = near.count == scalars.count && near.width <= columns
    let start =
      isWhole || near[..<(place - origin)].width <= columns / 2
      ? 0 : Self.start(in: near, before: place - origin, columns: columns / 3)
    let lead = origin + start > 0 ? "… " : ""
    let room = columns - lead.count
    let isToEnd = origin + near.count == scalars.count && near[start...].width <= room
    let tail = isToEnd ? "" : " …"
    let shown = near[start...].fitting(room - tail.count)

    let marked = shown.dropFirst(place - origin - start)
    line = shown.reduce(into: lead) { $0 += $1.text } + tail
    carets =
      String(repeating: " ", count: lead.count + shown.prefix(place - origin - start).width)
      + String(repeating: "^", count: max(1, marked.prefix(end - place).width))
  }

  /// The first scalar to show, so that the text before a place takes no more than so many columns.
  private static func start(in cells: [EscapedScalar], before place: Int, columns: Int) -> Int {
    var start = place
    var width = 0
    while start > 0, width + cells[start - 1].width <= columns {
      start -= 1
      width += cells[start].width
    }
    // A combining mark has lost its base.
    while start < place, cells[start].width == 0 { start += 1 }
    return start
  }
}

extension Sequence where Element == EscapedScalar {
  /// The columns that the cells take together.
  var width: Int { reduce(0) { $0 + $1.width } }
}

extension ArraySlice where Element == EscapedScalar {
  /// As many of the first cells as fit into so many columns.
  fileprivate func fitting(_ columns: Int) -> ArraySlice {
    var room = columns
    return prefix { cell in
      room -= cell.width
      return room >= 0
    }
  }
}
