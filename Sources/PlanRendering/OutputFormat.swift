package import Planning
package import TokenModel

/// The formats that a plan and the report of an apply are printed in.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal of 80 columns, or reading a pipeline's log.
  case text
  /// One line for each changed token.
  case oneline
  /// The versioned machine format, see `docs/json.md`.
  case json
  /// For a comment on a pull request.
  case markdown
  /// One file for a browser.
  case html

  /// Whether an output is one whole, with the plan and what became of it together.
  package var isOneDocument: Bool {
    switch self {
    case .text, .oneline: false
    case .json, .markdown, .html: true
    }
  }
}

/// What there is to print.
package enum RenderedSubject: Sendable {
  /// What an apply would do.
  case plan(Plan)
  /// What this apply is about to do, or refuses to do.
  case planToApply(Plan)
  /// What an apply would send, and does not.
  case dryRun(Plan, requests: [RequestPreview])
  /// What became of a plan. Text formats print the outcome alone: the plan was shown before the writes.
  case report(ApplyReport, of: Plan)

  package var plan: Plan {
    switch self {
    case .plan(let plan), .planToApply(let plan), .dryRun(let plan, requests: _), .report(_, of: let plan): plan
    }
  }

  package var report: ApplyReport? {
    if case .report(let report, of: _) = self { report } else { nil }
  }

  /// Whether a refusal in the plan is final: an error, not a warning.
  var isApply: Bool {
    if case .plan = self { false } else { true }
  }
}

/// Prints plans and reports: pure, and the same for the same input on any machine.
package struct Renderer: Sendable {
  /// The version of the machine format, as every document and saved plan states it.
  package static let formatVersion = "1.0"

  package var format: OutputFormat
  /// How text is styled; JSON never is.
  package var style: TextStyle
  /// What no output may show.
  package var mask: SecretMask
  /// tokenform's own version, for the machine format.
  package var version: String

  package init(
    _ format: OutputFormat, style: TextStyle = .plain, mask: SecretMask = SecretMask(), version: String
  ) {
    self.format = format
    self.style = style
    self.mask = mask
    self.version = version
  }

  /// The machine format without an end of line, with one more member at its end.
  package func document(_ subject: RenderedSubject, endingWith last: (name: StaticString, word: String)) -> [UInt8] {
    JSONDocument(mask: mask, version: version).bytes(of: subject, endingWith: last)
  }

  /// The whole output, with a line feed at its end.
  package func render(_ subject: RenderedSubject) -> Rendered {
    var page = TextPage(style: style, mask: mask)
    switch format {
    case .text: page.writeText(subject)
    case .oneline: page.writeOneline(subject)
    case .json:
      let document = JSONDocument(mask: mask, version: version).bytes(of: subject)
      return Rendered(body: String(decoding: document + [UInt8(ascii: "\n")], as: UTF8.self), summary: "")
    case .markdown: return Rendered(body: MarkdownDocument(mask: mask).text(of: subject), summary: "")
    case .html: return Rendered(body: HTMLDocument(mask: mask).text(of: subject), summary: "")
    }
    return page.rendered
  }
}

/// An output in two parts, so that what is said on another stream can stand between them on a terminal.
package struct Rendered: Sendable {
  package var body: String
  /// The last lines; empty where the format does not set them apart.
  package var summary: String

  package var text: String { body + summary }
}
