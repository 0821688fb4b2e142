import PlanDocument
import Planning
import TestSupport
import Testing
import TokenModel

@testable import PlanRendering

/// Sets, groups, ends and reasons in the formats for people, and how much room a change takes.
@Suite struct RoleTests {
  private func render(_ plan: Plan, _ format: OutputFormat) -> String {
    Renderer(format, .sample).text(of: .plan(plan))
  }

  private func lineCount(_ plan: Plan, _ format: OutputFormat) -> Int {
    render(plan, format).count { $0 == "\n" }
  }

  private func annotations(_ plan: Plan) -> String {
    GitHubAnnotations(mask: SecretMask(), options: .sample).text(of: plan)
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `a grant says by which set, until when and why`(format: OutputFormat) {
    // Markup sets the parts apart.
    let text = render(SamplePlan.ends.plan, format).replacing("`", with: "").replacing(/<[^>]*>/, with: "")
    #expect(text.contains("by set invoicing, tokens/shared.yaml:3"))
    #expect(text.contains("granted until 2026-12-31T23:59:59Z"))
    #expect(text.contains("Stands in for Ada, HR-77"))
  }

  @Test func `annotations say by which set, until when and why, at the set's line`() {
    let text = annotations(SamplePlan.ends.plan)
    #expect(text.contains("::warning file=tokens/shared.yaml,line=3,col=7,title=Grant::"))
    #expect(
      text.contains(
        "by set invoicing, tokens/shared.yaml:3, granted until 2026-12-31T23:59:59Z, reason \"Stands in for Ada, HR-77\""
      ))
    #expect(text.contains("title=Revocation (ended)::"))
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `changed sets and groups are above the tokens, with how many they reach`(format: OutputFormat) throws {
    let text = render(SamplePlan.buyerGroup.plan, format)
    let list = try #require(text.firstRange(of: "nordics"))
    #expect(text.contains("used by 40 tokens"))
    let token = try #require(text.firstRange(of: "TKN-4000-1001"))
    if format != .oneline { #expect(list.lowerBound < token.lowerBound) }
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `ends that moved say how`(format: OutputFormat) {
    let text = render(SamplePlan.baseEnds.plan, format)
    #expect(text.contains("prolonged from 2026-12-31T23:59:59Z to 2027-12-31T23:59:59Z"))
    #expect(text.contains("made permanent, was until 2026-12-31T23:59:59Z"))
    #expect(text.contains("shortened from 2026-12-31T23:59:59Z to 2026-12-01T23:59:59Z"))
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `an end that moved for one module of a set does not name the whole set`(format: OutputFormat) {
    func moved(_ module: ModuleID, on token: TokenID) -> MovedEnd {
      let source = ModuleSource(
        position: SourcePosition(file: "tokens/shared.yaml", line: 9, column: 3), set: "reading")
      return MovedEnd(
        ListedGrant(token: token, module: module, name: nil, source: source),
        .madePermanent(from: .sample("2026-12-31")))
    }
    var plan = SamplePlan.baseEnds.plan
    plan.movedEnds = [
      moved("MOD-0003", on: "TKN-1111-0001"), moved("MOD-0003", on: "TKN-1111-0002"),
      moved("MOD-0003", on: "TKN-1111-0003"), moved("MOD-0004", on: "TKN-1111-0003"),
    ]
    let text = render(plan, format).replacing("`", with: "").replacing(/<[^>]*>/, with: "")
    let one = try? Regex("MOD-0003, by set reading.*?on .*?TKN-1111-0001.*?TKN-1111-0002").dotMatchesNewlines()
    let two = try? Regex("MOD-0003, MOD-0004, by set reading.*?on .*?TKN-1111-0003").dotMatchesNewlines()
    for pattern in [one, two] { #expect(pattern.map { text.contains($0) } == true, "\(text)") }
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `ends that moved are counted beside grants and revocations`(format: OutputFormat) {
    let text = render(SamplePlan.baseEnds.plan, format).replacing(/<[^>]*>/, with: "")
    #expect(
      text.contains("3 ends changed (1 prolonged, 1 made permanent, 1 shortened)")
        || format == .html && text.contains("3 ends changed 1 prolonged, 1 made permanent, 1 shortened"))
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `a kept module whose end moved says so`(format: OutputFormat) {
    let text = render(SamplePlan.baseEnds.plan, format).replacing(/<[^>]*>/, with: "")
    switch format {
    case .text: #expect(text.contains("1 kept: MOD-6308 \"Commerce\" (end prolonged)"))
    case .markdown: #expect(text.contains("modules kept: 1 (end prolonged)"))
    default: #expect(text.contains("1 module kept, 1 end changed") && text.contains("kept end prolonged"))
    }
  }

  @Test func `a plan that only moves ends does not say that nothing changes`() {
    var plan = SamplePlan.baseEnds.plan
    plan.changes = []
    for format in [OutputFormat.text, .markdown, .html] {
      let text = render(plan, format)
      #expect(text.contains("Nothing to write for this change"))
      #expect(text.contains("3 ends changed (1 prolonged, 1 made permanent, 1 shortened)"))
      #expect(!text.lowercased().contains("no changes"))
    }
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `a module says whether its set changed or the use of it`(format: OutputFormat) {
    let text = render(SamplePlan.baseEnds.plan, format).replacing("`", with: "").replacing(/<[^>]*>/, with: "")
    #expect(text.contains("by set invoicing, tokens/shared.yaml:3 (set changed)"))
    #expect(text.contains("by set invoicing, tokens/shared.yaml:3 (set added to the token)"))
    #expect(text.contains("by set auditing (set removed from the token)"))
    #expect(
      render(SamplePlan.buyerGroup.plan, format).replacing("`", with: "").replacing(/<[^>]*>/, with: "")
        .contains("by set selling, tokens/shared.yaml:3 (group nordics changed)"))
  }

  @Test func `annotations say whether a set changed or the use of it`() {
    let text = annotations(SamplePlan.baseEnds.plan)
    #expect(text.contains("by set invoicing, tokens/shared.yaml:3 (set added to the token)"))
    #expect(text.contains("by set auditing (set removed from the token)"))
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `several causes are named`(format: OutputFormat) {
    let text = render(SamplePlan.baseEnds.plan, format)
    #expect(text.contains("2 to update (1 proposed and ended, 1 proposed, drift and ended)") || format == .html)
    #expect(text.contains("1 proposed and ended, 1 drift, 1 ended"))
    #expect(!text.contains("1 both"))
  }

  @Test func `tokens that have a module through another set or with another end share no entry`() {
    var plan = SamplePlan.sameGrant.plan
    plan.changes = Array(plan.changes.prefix(4))
    #expect(PlanReview(.plan(plan), .sample).entries.count == 1)
    let modules = plan.changes[3].modules
    plan.changes[3].modules = modules.map { modules in
      var after = modules.after
      for index in after.indices { after[index].source?.until = .sample("2027-01-31") }
      return ModulesChange(before: modules.before, after: after, position: modules.position)
    }
    #expect(PlanReview(.plan(plan), .sample).entries.count == 2)
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `what ended is counted apart, also without a base`(format: OutputFormat) {
    #expect(render(SamplePlan.ends.plan, format).contains("2 ended"))
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `a plan of ended grants alone says that it is partial, and what is left out`(format: OutputFormat) {
    let text = render(SamplePlan.endedOnly.plan, format)
    #expect(text.contains("Partial plan: --ended-only leaves out all but ended grants, on 2 tokens"))
    #expect(text.contains("Left out on 2 tokens: 2 grants, 0 revocations, 0 filter changes") || format == .text)
    #expect(text.contains("TKN-2222-0001"))
  }

  @Test func `a buyer for forty tokens fits on one screen`() {
    let text = render(SamplePlan.buyerGroup.plan, .text)
    #expect(text.count { $0 == "\n" } <= 37)
    for number in 1...40 { #expect(text.contains("TKN-4000-\(1000 + number) \"Nordic shop \(number)\"")) }
  }

  @Test func `long names of tokens do not take a row each`() {
    var plan = SamplePlan.buyerGroup.plan
    for index in plan.changes.indices { plan.changes[index].name = "Exporter of a Nordic shop" }
    #expect(render(plan, .text).count { $0 == "\n" } <= 45)
  }

  @Test func `a comment is as short as its change is small`() {
    // The mark is 100; without entries that several tokens share it would be met by a row each.
    #expect(lineCount(SamplePlan.sameGrant.plan, .markdown) <= 20)
    #expect(lineCount(SamplePlan.rename.plan, .markdown) <= 15)
    #expect(lineCount(SamplePlan.grantAndRevoke.plan, .markdown) <= 25)
    #expect(render(SamplePlan.sameGrant.plan, .markdown).contains("`TKN-5000-1064` `\"Exporter of team 64\"`"))
  }

  @Test(arguments: [SamplePlan.rename, .grantAndRevoke])
  func `a comment says each fact once`(sample: SamplePlan) {
    let text = render(sample.plan, .markdown)
    for fact in ["\"Billing exporter\"", "tokens/billing.yaml", "Ada Smith", sample.plan.fingerprint ?? "?"] {
      #expect(text.ranges(of: fact).count == (fact == "\"Billing exporter\"" && sample.name == "rename" ? 2 : 1))
    }
  }

  /// Descriptions, places and names give way before a grant is cut.
  @Test(arguments: [200, 350])
  func `no grant is cut while there is prose`(count: Int) {
    var plan = SamplePlan.rename.plan
    plan.changes = (0..<count).map { number in
      let position = SourcePosition(file: "tokens/team-\(number).yaml", line: 4, column: 3)
      return TokenChange(
        id: TokenID("TKN-6000-\(1000 + number)"), name: "Exporter of a team with a long name", position: position,
        texts: [TextChange(field: .description, before: "Old.\nText.", after: "New.\nText.", position: position)],
        modules: ModulesChange(
          before: [],
          after: [HeldModule(id: ModuleID("MOD-\(1000 + number)"), name: "Reporting", filters: .none)],
          position: position))
    }
    let text = render(plan, .markdown)
    #expect(text.utf8.count <= 65_000)
    for number in 0..<count { #expect(text.contains("`MOD-\(1000 + number)`"), "\(number)") }
  }

  @Test func `a comment names every token of an entry while there is room, folded if they are many`() {
    var plan = SamplePlan.sameGrant.plan
    let change = plan.changes[0]
    plan.changes = (0..<900).map { number in
      var copy = change
      copy.id = TokenID("TKN-7000-\(1000 + number)")
      return copy
    }
    let text = render(plan, .markdown)
    #expect(text.utf8.count <= 65_000)
    #expect(text.ranges(of: "<details>").count == 1 && text.ranges(of: "</details>").count == 1)
    for number in 0..<900 { #expect(text.contains("`TKN-7000-\(1000 + number)`"), "\(number)") }
    plan.changes = Array(plan.changes.prefix(10))
    #expect(!render(plan, .markdown).contains("<details>"))
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `what is left out is shown once for tokens with the same change`(format: OutputFormat) {
    var plan = SamplePlan.endedOnly.plan
    let change = plan.leftOut[1]
    plan.leftOut = (0..<40).map { number in
      var copy = change
      copy.id = TokenID("TKN-7000-\(1000 + number)")
      return copy
    }
    let text = render(plan, format)
    #expect(text.ranges(of: format == .html ? "~ grant" : "MOD-0001").count <= 1)
    for number in 0..<40 { #expect(text.contains("TKN-7000-\(1000 + number)")) }
    if format == .text { #expect(text.contains("! 40 tokens with the same change of modules")) }
  }

  @Test func `a large entry of one change takes a bounded part of a comment`() {
    var plan = SamplePlan.sameGrant.plan
    let change = plan.changes[0]
    plan.changes = (0..<10_000).map { number in
      var copy = change
      copy.id = TokenID("TKN-\(1000 + number / 1000)-\(1000 + number % 1000)")
      return copy
    }
    let text = render(plan, .markdown)
    #expect(text.utf8.count <= 65_000)
    #expect(text.contains("**10000 tokens**") && text.contains(" and 9000 more</details>"))
    #expect(text.contains("`MOD-0001`"))
  }
}
