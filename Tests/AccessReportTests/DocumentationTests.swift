import AccessReport
import FoundationEssentials
import PlanDocument
import TestSupport
import Testing
import TokenModel

@Suite struct ReportDocumentationTests {
  @Test func `every key of the JSON of a report is documented`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/json.md"), encoding: .utf8)
    let section = try #require(page.split(separator: "## Reports of access").last?.split(separator: "\n## ").first)
    for sample in SampleAccessReport.all {
      var bytes: [UInt8] = []
      AccessReportDocument(mask: SecretMask(), options: .sample, version: "0.1.0").write(
        sample.report, to: ChunkedOutput { bytes += $0 })
      let keys = String(decoding: bytes, as: UTF8.self).matches(of: /"([a-z_]+)": ?/).map(\.1)
      for key in Set(keys).subtracting(["at", "by", "file", "line", "column", "group.buyers"]) {
        #expect(section.contains("`\(key)`"), "\(key) is not documented")
      }
    }
  }

  @Test func `every finding is documented`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/reports.md"), encoding: .utf8)
    for finding in Finding.allCases { #expect(page.contains("| `\(finding.rawValue)` |")) }
  }
}
