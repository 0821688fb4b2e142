import Planning
import TestSupport
import Testing
import TokenModel

import PlanDocument
@testable import PlanRendering

/// What a plan or a report comes to, computed once for all formats.
@Suite struct ReviewTests {
  private static func change(_ id: String, modules: ModulesChange) -> TokenChange {
    TokenChange(id: TokenID(id), position: 1, modules: modules)
  }

  private static let all = ModulesChange(
    before: [
      HeldModule(id: "MOD-0002", filters: .none), HeldModule(id: "MOD-0003", filters: ModuleFilters(buyers: ["BUY-1"])),
    ],
    after: [
      HeldModule(id: "MOD-0001", filters: .none), HeldModule(id: "MOD-0003", filters: ModuleFilters(buyers: ["BUY-2"])),
    ], position: 1)

  private static func report(_ outcome: Outcome, storing mismatches: TokenDifference = TokenDifference())
    -> RenderedSubject
  {
    .report(
      ApplyReport(results: [
        TokenResult(id: "TKN-0001", outcome: outcome, attempts: 1, mismatches: mismatches)
      ]), of: Plan(endpoint: "", changes: [change("TKN-0001", modules: all)]))
  }

  private static func stored(_ modules: [HeldModule]) -> TokenDifference {
    TokenDifference(modules: ModulesChange(before: all.after, after: modules, position: 1))
  }

  private func render(_ subject: RenderedSubject, _ format: OutputFormat) -> String {
    Renderer(format, .sample).text(of: subject)
  }

  @Test(arguments: Outcome.allCases)
  func `access counts as written only if it was written`(outcome: Outcome) {
    let mismatch = Self.stored(Self.all.before)
    let subject = Self.report(outcome, storing: outcome == .notConverged ? mismatch : TokenDifference())
    let isWritten = outcome == .applied
    let one = "1 grant, 1 revocation, 1 filter change"
    let none = "0 grants, 0 revocations, 0 filter changes"
    #expect(PlanReview(subject, .sample).report?.written.text == (isWritten ? one : none))
    #expect(render(subject, .text).contains("\nWritten:      \(isWritten ? one : none).\n"))
    #expect(render(subject, .text).contains("\nPlanned:      \(one).\n"))
    #expect(render(subject, .oneline).contains("Written: \(isWritten ? one : none). "))
    #expect(render(subject, .markdown).contains("\n**Written: \(isWritten ? one : none)**"))
    #expect(render(subject, .markdown).contains("### Grants (\(isWritten ? 1 : 0) of 1 written)"))
    #expect(render(subject, .html).contains("<p class=\"note\">Written: \(isWritten ? one : none).</p>"))
    let json = render(subject, .json)
    #expect(json.contains("\"grants\": \(isWritten ? 1 : 0),\n    \"revocations\": \(isWritten ? 1 : 0),"))
    #expect(json.contains("\"summary_planned\": {\n    \"grants\": 1,\n    \"revocations\": 1,\n    \"refiltered\": 1"))
    #expect(json.contains("\"outcome\": \"\(outcome.rawValue)\",\n      \"change\""))
  }

  @Test(arguments: Outcome.allCases)
  func `no row and no cell claims access that is not known to hold`(outcome: Outcome) throws {
    let mismatch = Self.stored(Self.all.before)
    let subject = Self.report(outcome, storing: outcome == .notConverged ? mismatch : TokenDifference())
    let cells = try HTMLScanner(render(subject, .html)).elements.filter { $0.name == "td" }
    let heads = try HTMLScanner(render(subject, .html)).elements.filter { $0.name == "small" }.map(\.text)
    #expect(heads.contains("+1") == outcome.isDone && heads.contains("−1") == outcome.isDone)
    let claims = cells.count { cell in cell.attributes.contains { ["granted", "revoked"].contains($0.value) } }
    #expect(claims == (outcome.isDone ? 2 : 0))
    let row = render(subject, .markdown).split(separator: "\n").first { $0.contains("`MOD-0001` | all buyers") }
    #expect(row?.hasPrefix(outcome.isDone ? "| \(outcome.words) |" : "| **\(outcome.words)** |") == true)
  }

  @Test func `of what was stored in part, each module counts for itself`() {
    let stored = [
      HeldModule(id: "MOD-0001", filters: .none), HeldModule(id: "MOD-0002", filters: .none),
      HeldModule(id: "MOD-0003", filters: ModuleFilters(buyers: ["BUY-1"])),
    ]
    let review = PlanReview(Self.report(.notConverged, storing: Self.stored(stored)), .sample)
    #expect(review.report?.written.text == "1 grant, 0 revocations, 0 filter changes")
    #expect(review.report?[.notConverged].text == "0 grants, 1 revocation, 1 filter change")
  }

  @Test func `a module that should have been kept and was not stored is not shown as kept`() {
    let kept = HeldModule(id: "MOD-0009", filters: .none)
    let change = ModulesChange(before: [kept], after: [kept, HeldModule(id: "MOD-0001", filters: .none)], position: 1)
    let stored = ModulesChange(before: change.after, after: [HeldModule(id: "MOD-0001", filters: .none)], position: 1)
    let result = TokenResult(
      id: "TKN-0001", outcome: .notConverged, attempts: 1, mismatches: TokenDifference(modules: stored))
    let plan = Plan(endpoint: "", changes: [Self.change("TKN-0001", modules: change)])
    let html = render(.report(ApplyReport(results: [result]), of: plan), .html)
    #expect(html.contains("<td class=\"open\">stored differently <small>not converged</small></td>"))
    #expect(!html.contains("<td class=\"kept\">"))
  }

  @Test func `if only a text was stored differently, the modules were written`() {
    let review = PlanReview(
      Self.report(
        .notConverged, storing: TokenDifference(texts: [TextChange(field: .name, before: "A", after: "B", position: 1)])
      ), .sample)
    #expect(review.report?.written.text == "1 grant, 1 revocation, 1 filter change")
  }

  @Test func `each count is split by cause, and the parts add up`() {
    let review = PlanReview(.plan(SamplePlan.baseDriftBesideProposal.plan), .sample)
    for tally in [review.update, review.planned.grants, review.planned.revocations, review.planned.refiltered] {
      #expect(Cause.allCases.reduce(0) { $0 + tally[$1] } == tally.total)
    }
    #expect(review.update.counted("token") == "3 tokens (1 proposed, 1 proposed and drift, 1 drift)")
    #expect(
      review.planned.counts == [
        "3 grants (2 proposed, 1 drift)", "2 revocations (2 drift)", "1 filter change (1 proposed and drift)",
      ])
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `what is proposed comes first, what only drifted last`(format: OutputFormat) throws {
    let text = render(.plan(SamplePlan.baseDriftBesideProposal.plan), format)
    let proposed = try #require(text.firstRange(of: "TKN-2222-0002"))
    let both = try #require(text.firstRange(of: "TKN-1671-0642"))
    let drift = try #require(text.firstRange(of: "TKN-2222-0001"))
    #expect(proposed.lowerBound < both.lowerBound && both.lowerBound < drift.lowerBound)
    #expect(text.contains("1 proposed, 1 proposed and drift, 1 drift"))
  }

  @Test(arguments: OutputFormat.allCases)
  func `drift that is left out is counted beside the rest`(format: OutputFormat) {
    let plan = SamplePlan.baseProposedOnly.plan
    let review = PlanReview(.plan(plan), .sample)
    #expect(review.leftOut?.tokens == 2)
    #expect(review.update.total + (review.leftOut?.onlyLeftOut ?? 0) + plan.unchanged == 212)
    let text = render(.plan(plan), format)
    if format == .json {
      #expect(text.contains("\"summary_left_out\": {\n    \"tokens\": 2,\n    \"grants\": 1,"))
    } else {
      #expect(text.contains("Drift on 2 tokens is left out: 1 grant, 1 revocation, 1 filter change"))
    }
  }

  @Test(arguments: [
    (
      [Effect.widens: 38, .mixed: 2, .neutral: 24],
      "Access widens on 38 tokens, both widens and narrows on 2, and is unchanged on 24"
    ),
    ([.mixed: 1, .neutral: 2], "Access both widens and narrows on 1 token and is unchanged on 2"),
    ([.widens: 1, .neutral: 2], "Access widens on 1 token and is unchanged on 2"),
    ([.widens: 1, .narrows: 1], "Access widens on 1 token and narrows on 1"),
    ([.mixed: 1], "Access both widens and narrows on 1 token"),
    ([.neutral: 3], "Access is unchanged on 3 tokens"),
  ])
  func `each token counts once`(effects: [Effect: Int], sentence: String) {
    var tally = EffectTally()
    for (effect, count) in effects { for _ in 0..<count { tally.add(effect) } }
    #expect(tally.sentence == sentence)
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `attempts are reported once`(format: OutputFormat) {
    let results = [("TKN-0001", "the platform returned 503")].map {
      TokenResult(id: TokenID($0.0), outcome: .failed, attempts: 2, message: $0.1)
    }
    let plan = Plan(endpoint: "", changes: [Self.change("TKN-0001", modules: Self.all)])
    let text = render(.report(ApplyReport(results: results), of: plan), format)
    #expect(text.ranges(of: "2 attempts").count == 1)
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `nothing to write is no all-clear if something is no longer managed`(format: OutputFormat) {
    let text = render(.plan(SamplePlan.baseNoLongerManaged.plan), format)
    #expect(!text.contains("✅") && !text.contains("Nothing to do") && !text.contains("verdict good\">"))
  }

  @Test(arguments: OutputFormat.allCases)
  func `complete coverage is reported`(format: OutputFormat) {
    var plan = SamplePlan.grant.plan
    plan.unmanaged = []
    let text = render(.plan(plan), format)
    let said = format == .json ? "\"unmanaged\": []" : "very live token"
    #expect(text.contains(said) && !render(.plan(SamplePlan.grant.plan), format).contains(said))
  }

  @Test func `a refusal is an error of an apply and a warning of a plan, in every format`() {
    let plan = SamplePlan.refused.plan
    #expect(plan.refusals.map(PlanReview(.plan(plan), .sample).severity) == [.warning, .warning, .warning])
    for subject in [RenderedSubject.planToApply(plan), .dryRun(plan, requests: [])] {
      #expect(plan.refusals.map(PlanReview(subject, .sample).severity) == [.error, .error, .error])
      for format in [OutputFormat.text, .markdown, .html] { #expect(!render(subject, format).contains("would refuse")) }
    }
  }

  @Test(arguments: OutputFormat.allCases)
  func `a narrowed plan says that it is partial, and what was left out`(format: OutputFormat) {
    let plan = render(.plan(SamplePlan.narrowed.plan), format)
    let report = render(.report(ApplyReport(results: []), of: SamplePlan.narrowed.plan), format)
    for text in [plan, report] {
      if format == .json {
        #expect(text.contains("\"selection\": {\n    \"targets\": [\n      \"TKN-1671-0642\","))
        #expect(
          text.contains("\"proposed_only\": false,\n    \"ended_only\": false,\n    \"selected\": 2,\n    \"named\": 5")
        )
      } else {
        #expect(text.contains("Partial plan: 2 of 5 tokens in the files; 3 left out by --target"))
      }
    }
    #expect(!render(.plan(SamplePlan.grant.plan), format).contains(format == .json ? "\"selection\"" : "artial plan"))
  }

  @Test func `annotations of a narrowed plan say so`() {
    let text = GitHubAnnotations(mask: SecretMask(), options: .sample).text(of: SamplePlan.narrowed.plan)
    #expect(text.hasPrefix("::warning title=Partial plan::Partial plan: 2 of 5 tokens in the files; 3 left out"))
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `a narrowed plan without changes speaks of the selected tokens only`(format: OutputFormat) {
    let text = render(.plan(SamplePlan.narrowedNothingToDo.plan), format)
    #expect(text.contains("All 2 selected tokens match the files."))
    #expect(text.contains("and 2 more") && text.contains("--proposed-only leaves out drift; there is none"))
    #expect(!text.contains("Nothing to do.") && !text.contains(">Nothing to do<"))
  }

  @Test func `three tokens with the same change of modules are one entry, two are not`() {
    let plan = SamplePlan.sameChange.plan
    let entries = PlanReview(.plan(plan), .sample).entries.map { $0.changes.map(\.id.rawValue) }
    #expect(entries == [["TKN-1671-0642", "TKN-2222-0002", "TKN-2222-0003"], ["TKN-2222-0001"]])
    var two = plan
    two.changes.removeLast()
    #expect(PlanReview(.plan(two), .sample).entries.count == 3)
    var withText = plan
    withText.changes[3].texts = [TextChange(field: .name, before: "A", after: "B", position: 1)]
    #expect(PlanReview(.plan(withText), .sample).entries.count == 4)
  }

  @Test func `tokens that ended differently share no entry`() {
    let plan = SamplePlan.sameChange.plan
    let results = plan.changes.enumerated().map {
      TokenResult(id: $1.id, outcome: $0 == 3 ? .failed : .applied, attempts: 1)
    }
    #expect(PlanReview(.report(ApplyReport(results: results), of: plan), .sample).entries.count == 4)
  }

  @Test(arguments: [OutputFormat.text, .markdown, .html])
  func `an entry of several tokens names each of them, and says when one was changed last`(format: OutputFormat) {
    let text = render(.plan(SamplePlan.sameChange.plan), format)
    #expect(text.contains(format == .markdown ? "| 3 tokens: " : "3 tokens with the same change"))
    let history =
      switch format {
      case .html: "last change not known"
      case .markdown: "by `\"Ada Smith\"`; 1 not known"
      default: "by \"Ada Smith\"; 1 not known"
      }
    for word in ["TKN-1671-0642", "TKN-2222-0002", "TKN-2222-0003", "Partner portal", history] {
      #expect(text.contains(word))
    }
    let grant =
      switch format {
      case .html: "+ grant</b> <span class=\"module\"><code><bdi>MOD-0001"
      case .markdown: "`MOD-0001`"
      default: "grant   MOD-0001"
      }
    #expect(text.ranges(of: grant).count == 1)
  }
}
