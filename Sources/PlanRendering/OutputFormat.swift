package import PlanDocument
import Planning

/// The formats that a plan and the report of an apply are printed in.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal of 40 to 80 columns, or reading a pipeline's log.
  case text
  /// One line for each changed token.
  case oneline
  /// The versioned machine format, see `docs/json.md`.
  case json
  /// For a comment on a pull request.
  case markdown
  /// One file for a browser.
  case html

  /// Whether an output is one document that holds the plan and its outcome together.
  package var isOneDocument: Bool {
    switch self {
    case .text, .oneline: false
    case .json, .markdown, .html: true
    }
  }
}

/// Prints plans and reports: pure, and the same for the same input on any machine.
package struct Renderer: Sendable {
  /// The format of the output.
  package let format: OutputFormat
  /// How text is styled; JSON never is.
  package let style: TextStyle
  /// What all outputs of the run have in common.
  package var settings: OutputSettings
  /// The repository's address with a commit, to which the places of a page lead; nil if they are no links.
  package var linkBase: String?

  /// A renderer for plans and reports.
  package init(
    _ format: OutputFormat, _ settings: OutputSettings, style: TextStyle = .plain, linkBase: String? = nil
  ) {
    self.format = format
    // One line for a token stays one, also where the terminal has to break it.
    self.style = format == .oneline ? style.onTerminal(columns: nil) : style
    self.settings = settings
    self.linkBase = linkBase
  }

  /// Hands over the output as UTF-8 in chunks, with a line feed at its end. Returns the summary, which is not handed over:
  /// the last lines, or an empty text if the format has no separate summary. The caller can print diagnostics between the
  /// two.
  package func render(_ subject: RenderedSubject, to post: @escaping ([UInt8]) -> Void) -> String {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(settings)
    var page = TextPage(style: style, untrusted: untrusted, output: output)
    switch format {
    case .text: page.writeText(PlanReview(subject, settings.options))
    case .oneline: page.writeOneline(PlanReview(subject, settings.options))
    case .json:
      PlanDocumentWriter(settings).write(subject, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: PlanReview(subject, settings.options)).utf8))
    case .html:
      HTMLDocument(untrusted: untrusted, linkBase: linkBase).write(PlanReview(subject, settings.options), to: output)
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
