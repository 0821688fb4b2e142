package import PlanDocument
import Planning
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

/// Prints plans and reports: pure, and the same for the same input on any machine.
package struct Renderer: Sendable {
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

  /// Hands over the output as UTF-8, piece by piece, with a line feed at its end, and returns its summary: the last
  /// lines, or nothing where the format does not set them apart. So what is said on another stream can stand between the
  /// two.
  package func render(_ subject: RenderedSubject, to post: @escaping ([UInt8]) -> Void) -> String {
    let output = ChunkedOutput(post)
    var page = TextPage(style: style, mask: mask, output: output)
    switch format {
    case .text: page.writeText(PlanReview(subject))
    case .oneline: page.writeOneline(PlanReview(subject))
    case .json:
      PlanDocumentWriter(mask: mask, version: version).write(subject, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(mask: mask).text(of: PlanReview(subject)).utf8))
    case .html: HTMLDocument(mask: mask).write(PlanReview(subject), to: output)
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
