package import PlanDocument
import Planning
package import TokenModel

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
  package var format: OutputFormat
  /// How text is styled; JSON never is.
  package var style: TextStyle
  /// What no output may show.
  package var mask: SecretMask
  /// tokenform's own version, for the machine format.
  package var version: String
  /// How the options of the command line are spelled.
  package var options: OptionNames
  /// The repository's address with a commit, to which the places of a page lead; nil if they are no links.
  package var linkBase: String?

  /// - Parameters:
  ///   - style: How text is styled; JSON, Markdown and HTML never are.
  ///   - mask: What no output may show.
  ///   - options: How the options of the command line are spelled.
  ///   - version: tokenform's own version, for the machine format.
  package init(
    _ format: OutputFormat, style: TextStyle = .plain, mask: SecretMask, options: OptionNames, version: String
  ) {
    self.options = options
    self.format = format
    self.style = style
    self.mask = mask
    self.version = version
  }

  /// Hands over the output as UTF-8 in chunks, with a line feed at its end. Returns the summary, which is not handed over:
  /// the last lines, or an empty text if the format has no separate summary. The caller can print diagnostics between the
  /// two.
  package func render(_ subject: RenderedSubject, to post: @escaping ([UInt8]) -> Void) -> String {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(mask: mask, options: options)
    // One line for a token stays one, also where the terminal has to break it.
    let style = format == .oneline ? style.onTerminal(columns: nil) : style
    var page = TextPage(style: style, untrusted: untrusted, output: output)
    switch format {
    case .text: page.writeText(PlanReview(subject, options))
    case .oneline: page.writeOneline(PlanReview(subject, options))
    case .json:
      PlanDocumentWriter(mask: mask, options: options, version: version).write(subject, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: PlanReview(subject, options)).utf8))
    case .html: HTMLDocument(untrusted: untrusted, linkBase: linkBase).write(PlanReview(subject, options), to: output)
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
