package import AccessReport
import PlanDocument
package import TokenModel

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
  /// The format of the output.
  package var format: AccessReportFormat
  /// How text is styled; the other formats never are.
  package var style: TextStyle
  /// What no output may show.
  package var mask: SecretMask
  /// How the options of the command line are spelled.
  package var options: OptionNames
  /// tokenform's own version, for the machine format.
  package var version: String

  /// - Parameters:
  ///   - mask: What no output may show.
  ///   - options: How the options of the command line are spelled.
  ///   - version: tokenform's own version, for the machine format.
  package init(
    _ format: AccessReportFormat, style: TextStyle = .plain, mask: SecretMask, options: OptionNames, version: String
  ) {
    self.format = format
    self.style = style
    self.mask = mask
    self.options = options
    self.version = version
  }

  /// Hands over the output as UTF-8 in chunks, with an end of line at its end.
  package func render(_ report: AccessReport, to post: @escaping ([UInt8]) -> Void) {
    let output = ChunkedOutput(post)
    let untrusted = UntrustedText(mask: mask, options: options)
    switch format {
    case .text:
      var page = TextPage(style: style, untrusted: untrusted)
      page.writeReport(report)
      post(Array(page.text.utf8))
    case .csv: AccessReportCSV(untrusted).write(report, to: output)
    case .json:
      AccessReportDocument(mask: mask, options: options, version: version).write(report, to: output)
      post([UInt8(ascii: "\n")])
    case .markdown: post(Array(AccessReportMarkdown(untrusted).text(of: report).utf8))
    case .html: AccessReportPage(untrusted).write(report, to: output)
    }
  }

  /// The whole output.
  package func text(of report: AccessReport) -> String {
    var bytes: [UInt8] = []
    render(report) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
