import PlanDocument
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@Suite struct GoldenTests {
  private let golden = Golden()

  private func render(_ subject: RenderedSubject, _ format: OutputFormat, _ style: TextStyle = .plain) -> String {
    Renderer(format, .sample, style: style).text(of: subject)
  }

  @Test(arguments: SamplePlan.all)
  func `plans as text`(sample: SamplePlan) {
    golden.expect(render(.plan(sample.plan), .text), in: "plan-\(sample.name).txt")
  }

  @Test func `plans as one line for each token`() {
    let text = SamplePlan.all.map { "# \($0.name)\n" + render(.plan($0.plan), .oneline) }.joined(separator: "\n")
    golden.expect(text, in: "plan-oneline.txt")
  }

  @Test(arguments: [
    SamplePlan.grantAndRevocation, .filters, .texts, .hostile, .nothingToDo, .everythingMissing, .refused, .incomplete,
    .baseDriftBesideProposal, .baseProposedOnly, .baseNoLongerManaged, .baseHostile, .coverage, .extensions,
    .baseExtensions,
  ])
  func `plans as JSON`(sample: SamplePlan) {
    golden.expect(render(.plan(sample.plan), .json), in: "plan-\(sample.name).json")
  }

  @Test(arguments: SamplePlan.all)
  func `plans as Markdown`(sample: SamplePlan) {
    golden.expect(render(.plan(sample.plan), .markdown), in: "plan-\(sample.name).md")
  }

  @Test(arguments: SampleReport.all)
  func `reports as Markdown`(sample: SampleReport) {
    golden.expect(render(.report(sample.report, of: sample.plan), .markdown), in: "apply-\(sample.name).md")
  }

  @Test func `what an apply refuses`() {
    golden.expect(render(.planToApply(SamplePlan.refused.plan), .text), in: "apply-refused.txt")
    golden.expect(render(.planToApply(SamplePlan.refused.plan), .json), in: "apply-refused.json")
    golden.expect(render(.planToApply(SamplePlan.refused.plan), .markdown), in: "apply-refused.md")
  }

  @Test(arguments: SampleReport.all)
  func `reports as text`(sample: SampleReport) {
    golden.expect(render(.report(sample.report, of: sample.plan), .text), in: "apply-\(sample.name).txt")
  }

  @Test func `reports as one line for each token`() {
    let text = SampleReport.all.map {
      "# \($0.name)\n" + render(.report($0.report, of: $0.plan), .oneline)
    }.joined(separator: "\n")
    golden.expect(text, in: "apply-oneline.txt")
  }

  @Test(arguments: [SampleReport.failureHalfWay, .notConverged, .extensions])
  func `reports as JSON`(sample: SampleReport) {
    golden.expect(render(.report(sample.report, of: sample.plan), .json), in: "apply-\(sample.name).json")
  }

  /// With the escape character as a visible sign, so that the files can be read.
  @Test func `coloured text`() {
    let plan = render(.plan(SamplePlan.severalTokens.plan), .text, .coloured)
    let refused = render(.plan(SamplePlan.refused.plan), .text, .coloured)
    let report = render(
      .report(SampleReport.failureHalfWay.report, of: SampleReport.failureHalfWay.plan), .text, .coloured)
    let all = [plan, refused, report].joined(separator: "\n").split(
      separator: "\u{1B}", omittingEmptySubsequences: false)
    golden.expect(all.joined(separator: "␛"), in: "coloured.txt")
  }

  @Test func `tokens link to the portal and places to their files`() {
    var plan = SamplePlan.severalTokens.plan
    plan.endpoint = "https://api.platform.softwareone.com"
    let text = render(.plan(plan), .text, TextStyle(linksFilesIn: "file://host/work%20tree/"))
    golden.expect(
      text.split(separator: "\u{1B}", omittingEmptySubsequences: false).joined(separator: "␛"), in: "linked.txt")
  }
}

extension SamplePlan: CustomTestStringConvertible {
  package var testDescription: String { name }
}

extension SampleReport: CustomTestStringConvertible {
  package var testDescription: String { name }
}
