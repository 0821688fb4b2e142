import AccessReport
import PlanRendering
import TestSupport
import Testing
import TokenModel

@Suite struct AccessReportTests {
  private let golden = Golden()

  private func render(_ sample: SampleAccessReport, _ format: AccessReportFormat) -> String {
    whole { AccessReportRenderer(format, .sample).render(sample.report, to: $0) }
  }

  @Test(arguments: SampleAccessReport.all)
  func `reports of access in every format`(_ sample: SampleAccessReport) {
    let names: [(AccessReportFormat, String)] = [
      (.text, "txt"), (.csv, "csv"), (.json, "json"), (.markdown, "md"), (.html, "html"),
    ]
    for (format, ending) in names {
      golden.expect(render(sample, format), in: "report-\(sample.name).\(ending)")
    }
  }

  @Test func `no cell of the CSV is a formula, and every row has every column`() throws {
    for sample in SampleAccessReport.all {
      let text = render(sample, .csv)
      #expect(text.hasSuffix("\r\n") && !text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
      let rows = text.split(separator: "\r\n").map { cells(String($0)) }
      let columns = try #require(rows.first).count
      for row in rows {
        #expect(row.count == columns)
        for cell in row {
          #expect(cell.first.map { !"=+-@\t\r".contains($0) } ?? true, "a spreadsheet computes \(cell)")
        }
      }
    }
  }

  /// The cells of a row as RFC 4180 has them: in a quoted cell a quote is written twice.
  private func cells(_ row: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    var rest = row[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"": cells[cells.count - 1].append(rest.removeFirst())
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  @Test(arguments: AccessReportFormat.allCases)
  func `no format shows a secret, or a line that a CI runner obeys`(_ format: AccessReportFormat) {
    let text = render(.hostile, format)
    #expect(!text.contains("sup3rs3cret"))
    #expect(!text.contains("##["))
    for line in text.split(whereSeparator: \.isNewline) { #expect(!line.drop { $0 == " " }.hasPrefix("::")) }
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(format != .html || !text.contains("<script>alert"))
  }

  @Test func `text shows at most twenty tokens and says how many more there are`() {
    var report = SampleAccessReport.several.report
    let token = report.tokens[2]
    report.tokens = (1000..<1030).map { number in
      var copy = token
      copy.id = TokenID("TKN-0000-\(number)")
      return copy
    }
    let text = render(SampleAccessReport(name: "many", report: report), .text)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("TKN-") } == 20)
    #expect(text.contains("… and 10 more tokens"))
  }

  @Test func `a page with too many cells leaves out tokens with fewest findings, and says so`() {
    var report = SampleAccessReport.several.report
    let (finding, clean) = (report.tokens[2], report.tokens[4])
    report.modules = (1000..<1200).map { .init(id: ModuleID("MOD-\($0)"), name: nil) }
    report.tokens = (1000..<3500).map { number in
      var copy = number.isMultiple(of: 2) ? finding : clean
      copy.id = TokenID("TKN-0000-\(number)")
      copy.modules = []
      return copy
    }
    let page = render(SampleAccessReport(name: "large", report: report), .html)
    #expect(page.contains("Omitted to keep this page fast: 1000 tokens with the fewest findings."))
    #expect(page.contains("The CSV format lists everything."))
    #expect((1000..<3500).filter { $0.isMultiple(of: 2) }.allSatisfy { page.contains("TKN-0000-\($0)") })
  }

  @Test func `a comment has room for any account`() {
    var report = SampleAccessReport.several.report
    let token = report.tokens[0]
    report.tokens = (1000..<9000).map { number in
      var copy = token
      copy.id = TokenID("TKN-0000-\(number)")
      return copy
    }
    let text = render(SampleAccessReport(name: "many", report: report), .markdown)
    #expect(text.utf8.count <= 65_000)
    #expect(text.contains("omitted; the CSV format shows all._"))
  }
}

extension SampleAccessReport: CustomTestStringConvertible {
  package var testDescription: String { name }
}
