import AccessReport
import FoundationEssentials
import PlanDocument
import TestSupport
import Testing
import TokenModel

@Suite struct ReportDocumentationTests {
  @Test func `every key of the JSON of a report is documented`() throws {
    let page = try Repository.text(of: "docs/json.md")
    let section = try #require(page.split(separator: "## Reports of access").last?.split(separator: "\n## ").first)
    for sample in SampleAccessReport.all {
      let document = whole { AccessReportDocument(.sample).write(sample.report, to: ChunkedOutput($0)) }
      let keys = document.matches(of: /"([a-z_]+)": ?/).map(\.1)
      for key in Set(keys).subtracting(["at", "by", "file", "line", "column", "group.buyers"]) {
        #expect(section.contains("`\(key)`"), "\(key) is not documented")
      }
    }
  }

  @Test func `every finding is documented`() throws {
    let page = try Repository.text(of: "docs/reports.md")
    for finding in Finding.allCases { #expect(page.contains("| `\(finding.rawValue)` |")) }
  }
}
