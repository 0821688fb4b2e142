package import AccessReport
package import PlanDocument

/// The formats that a report of access is printed in.
package enum AccessReportFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal of 40 to 80 columns: totals, findings and a few tokens.
  case text
  /// For a spreadsheet: one row for each token and module.
  case csv
  /// The versioned machine format, see `docs/json.md`.
  case json
  /// For a comment or a wiki.
  case markdown
  /// One file for a browser.
  case html
}

/// Prints reports of access: pure, and the same for the same input on any machine.
package struct AccessReportRenderer: Sendable {
  private let format: AccessReportFormat
  private let style: TextStyle
  private let settings: OutputSettings

  /// - Parameter style: How text is styled; the other formats never are.
  package init(_ format: AccessReportFormat, _ settings: OutputSettings, style: TextStyle = .plain) {
    self.format = format
    self.style = style
    self.settings = settings
  }

  /// Hands over the output as UTF-8 in chunks, with an end of line at its end.
  package func render(_ report: AccessReport, to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(settings)
    switch format {
    case .text:
      var page = TextPage(style: style, untrusted: untrusted)
      page.writeReport(report)
      post(Array(page.text.utf8))
    case .csv: AccessReportCSV(untrusted).write(report, to: output)
    case .json:
      AccessReportDocument(settings).write(report, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(AccessReportMarkdown(untrusted).text(of: report).utf8))
    case .html: AccessReportPage(untrusted).write(report, to: output)
    }
  }
}
