import FoundationEssentials
import PlanDocument
import PlanRendering
import TestSupport
import Testing
import TokenModel

@Suite struct JSONDocumentationTests {
  private let page: String

  init() throws {
    page = try Repository.text(of: "docs/json.md")
  }

  private func render(_ subject: RenderedSubject) -> String {
    Renderer(.json, .sample).text(of: subject)
  }

  @Test func `the example is what a plan prints`() {
    let example = "```json\n" + render(.plan(SamplePlan.grantAndRevocation.plan)) + "```\n"
    #expect(page.contains(example))
  }

  @Test func `every key that is printed is documented`() {
    let plans = SamplePlan.all.map { render(.planToApply($0.plan)) }
    let reports = SampleReport.all.map { render(.report($0.report, of: $0.plan)) }
    let keys = (plans + reports).joined().split(separator: "\n").compactMap { line -> Substring? in
      let words = line.drop { $0 == " " }.split(separator: "\": ", maxSplits: 1)
      return words.count == 2 && words[0].first == "\"" ? words[0].dropFirst() : nil
    }
    let undocumented = Set(keys).filter {
      !$0.hasPrefix("MOD-") && !$0.hasPrefix("EXT-") && !page.contains("`\($0)`") && !page.contains("\"\($0)\": […]")
    }
    #expect(undocumented == [])
  }
}
