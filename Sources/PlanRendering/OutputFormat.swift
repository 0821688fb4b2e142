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
}

/// Prints plans and reports: pure, and the same for the same input on any machine.
package struct Renderer: Sendable {
  /// The version of the machine format, as every document and saved plan states it.
  package static let formatVersion = "2.0"

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

  /// The machine format without an end of line.
  package func document(_ subject: RenderedSubject) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONDocument(mask: mask, version: version).write(PlanReview(subject), to: Outlet { bytes += $0 })
    return bytes
  }

  /// Hands over the output as UTF-8, piece by piece, with a line feed at its end, and returns its summary: the last
  /// lines, or nothing where the format does not set them apart. So what is said on another stream can stand between the
  /// two.
  package func render(_ subject: RenderedSubject, to post: @escaping ([UInt8]) -> Void) -> String {
    let outlet = Outlet(post)
    let review = PlanReview(subject)
    var page = TextPage(style: style, mask: mask, outlet: outlet)
    switch format {
    case .text: page.writeText(review)
    case .oneline: page.writeOneline(review)
    case .json:
      JSONDocument(mask: mask, version: version).write(review, to: outlet)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(mask: mask).text(of: review).utf8))
    case .html: HTMLDocument(mask: mask).write(review, to: outlet)
    }
    return page.text
  }

  /// The whole output.
  package func text(of subject: RenderedSubject) -> String {
    var bytes: [UInt8] = []
    let summary = render(subject) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self) + summary
  }
}
