package import PlanDocument
package import Planning

/// The formats that a difference between two trees of files is printed in.
package enum DifferenceFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal of 40 to 80 columns, or reading a pipeline's log.
  case text
  /// The versioned machine format, see `docs/json.md`.
  case json
  /// For the summary of a job, or a comment.
  case markdown
}

/// Prints differences between two trees of files: pure, and the same for the same input on any machine.
package struct DifferenceRenderer: Sendable {
  private let format: DifferenceFormat
  private let style: TextStyle
  private let settings: OutputSettings

  /// - Parameter style: How text is styled; JSON and Markdown never are.
  package init(_ format: DifferenceFormat, _ settings: OutputSettings, style: TextStyle = .plain) {
    self.format = format
    self.style = style
    self.settings = settings
  }

  /// Hands over the output as UTF-8 in chunks, with a line feed at its end.
  package func render(_ difference: FilesDifference, to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(settings)
    switch format {
    case .text:
      var page = TextPage(style: style, untrusted: untrusted, output: output)
      page.writeDifference(difference)
      post(Array(page.text.utf8))
    case .json:
      DifferenceDocumentWriter(settings).write(difference, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: difference).utf8))
    }
  }
}
