import Planning
import TestSupport
import Testing
import TokenModel

@testable import PlanRendering

@Suite struct AnnotationTests {
  private let golden = Golden()

  private func annotations(_ plan: Plan) -> String { GitHubAnnotations(mask: SecretMask()).text(of: plan) }

  @Test func `annotations of plans`() {
    let samples = [
      SamplePlan.grantAndRevocation, .filters, .texts, .hostile, .refused, .incomplete, .baseDriftBesideProposal,
      .baseHostile,
    ]
    let text = samples.map { "# \($0.name)\n" + annotations($0.plan) }.joined(separator: "\n")
    golden.expect(text, in: "annotations.txt")
  }

  @Test func `each grant is shown at its own line, each revocation at the list`() {
    func position(_ line: Int) -> SourcePosition { SourcePosition(file: "./tokens/a.yaml", line: line, column: 9) }
    let plan = Plan(
      endpoint: "",
      changes: [
        TokenChange(
          id: TokenID("TKN-1"), position: position(1),
          modules: ModulesChange(
            before: [HeldModule(id: ModuleID("MOD-9"), filters: .none)],
            after: [
              HeldModule(id: ModuleID("MOD-1"), filters: .none, position: position(5)),
              HeldModule(id: ModuleID("MOD-2"), filters: .none, position: position(6)),
            ], position: position(4)))
      ])
    let places = annotations(plan).split(separator: "\n").compactMap { $0.split(separator: ",title=").first }
    #expect(
      places == [
        "::warning file=tokens/a.yaml,line=5,col=9", "::warning file=tokens/a.yaml,line=6,col=9",
        "::notice file=tokens/a.yaml,line=4,col=9",
      ])
  }

  @Test func `what must be seen comes first, since GitHub shows ten of each`() {
    let levels = SamplePlan.all.map { sample in
      annotations(sample.plan).split(separator: "\n").map { $0.prefix { $0 != " " } }
    }
    let order: [Substring] = ["::error", "::warning", "::notice"]
    for levels in levels {
      #expect(levels == levels.sorted { (order.firstIndex(of: $0) ?? 3) < (order.firstIndex(of: $1) ?? 3) })
    }
  }

  @Test func `nothing foreign ends a property or the line`() {
    let diagnostic = Diagnostic(
      .error, .unknownKey, "50% of\r\n::error::x", help: "a,b:c",
      at: SourcePosition(file: "a,line=1::b%\n::error::x.yaml", line: 7, column: 2))
    #expect(
      GitHubAnnotations(mask: SecretMask()).text(of: [diagnostic])
        == "::error file=a%2Cline=1%3A%3Ab%25\\n%3A%3Aerror%3A%3Ax.yaml,line=7,col=2,title=unknown-key"
        + "::50%25 of\\r\\n::error::x; a,b:c\n")
  }
}
