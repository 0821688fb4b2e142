import PlanDocument
package import Planning
package import TokenModel

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
  private let untrusted: UntrustedText
  private let version: String

  /// - Parameters:
  ///   - style: How text is styled; JSON and Markdown never are.
  ///   - mask: What no output may show.
  ///   - options: How the options of the command line are spelled.
  ///   - version: tokenform's own version, for the machine format.
  package init(
    _ format: DifferenceFormat, style: TextStyle, mask: SecretMask, options: OptionNames, version: String
  ) {
    self.format = format
    self.style = style
    untrusted = UntrustedText(mask: mask, options: options)
    self.version = version
  }

  /// Hands over the output as UTF-8 in chunks, with a line feed at its end.
  package func render(_ difference: FilesDifference, to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    switch format {
    case .text:
      var page = TextPage(style: style, untrusted: untrusted, output: output)
      page.writeDifference(difference)
      page.beginSummary()
    case .json:
      DifferenceDocumentWriter(mask: untrusted.mask, options: untrusted.options, version: version)
        .write(difference, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(MarkdownDocument(untrusted).text(of: difference).utf8))
    }
  }

  /// The whole output.
  package func text(of difference: FilesDifference) -> String {
    var bytes: [UInt8] = []
    render(difference) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
