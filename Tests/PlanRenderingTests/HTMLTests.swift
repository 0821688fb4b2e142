import Planning
import TestSupport
import Testing
import TokenModel

import PlanDocument
@testable import PlanRendering

@Suite struct HTMLTests {
  private static let mask = SecretMask(credential: Secret("old-credential-0123456789"))

  private func render(_ subject: RenderedSubject) -> String {
    Renderer(.html, .sample(mask: Self.mask)).text(of: subject)
  }

  /// The page between the head's style and the script, which do not affect the content.
  private func body(_ subject: RenderedSubject) -> String {
    let text = render(subject)
    let start = text.firstRange(of: "<body>")?.lowerBound ?? text.startIndex
    let end = text.firstRange(of: "<script>")?.lowerBound ?? text.endIndex
    return String(text[start..<end])
  }

  @Test(arguments: [
    SamplePlan.grantAndRevocation, .filters, .severalTokens, .longDescription, .hostile, .refused, .incomplete,
    .nothingToDo, .baseDriftBesideProposal, .baseProposedOnly,
  ])
  func `plans as a page`(sample: SamplePlan) {
    Golden().expect(body(.plan(sample.plan)), in: "plan-\(sample.name).html")
  }

  @Test func `a report as a page`() {
    let sample = SampleReport.failureHalfWay
    Golden().expect(body(.report(sample.report, of: sample.plan)), in: "apply-\(sample.name).html")
  }

  @Test(arguments: SamplePlan.all)
  func `every page is well formed, and nothing in it is forged`(sample: SamplePlan) throws {
    let requests = [RequestPreview(method: "PUT", url: "https://x/<b>", body: "{\"name\":\"</code><script>\"}")]
    for subject in [
      RenderedSubject.plan(sample.plan), .planToApply(sample.plan), .dryRun(sample.plan, requests: requests),
    ] {
      try Self.expectNothingForged(render(subject))
    }
  }

  @Test(arguments: SampleReport.all)
  func `every report is well formed, and nothing in it is forged`(sample: SampleReport) throws {
    try Self.expectNothingForged(render(.report(sample.report, of: sample.plan)))
  }

  /// Fails on any element, attribute or link that the page does not have of its own.
  static func expectNothingForged(_ html: String) throws {
    let page = try HTMLScanner(html)
    let once: Set<String> = ["html", "head", "title", "style", "body", "main", "h1", "footer"]
    for name in once { #expect(page.elements.count { $0.name == name } == 1, "\(name)") }
    #expect(page.elements.count { $0.name == "script" } <= 1)
    let names: Set<String> = [
      "meta", "header", "p", "div", "ul", "ol", "li", "b", "i", "dl", "dt", "dd", "bdi", "code", "pre", "section", "h2",
      "h3", "h4", "article", "span", "small", "a", "table", "thead", "tbody", "tr", "th", "td", "form", "label",
      "input", "select", "option", "button", "details", "summary", "del", "ins", "mark", "script",
    ]
    let unexpected = page.elements.filter { !names.contains($0.name) && !once.contains($0.name) }.map(\.name)
    #expect(unexpected == [])
    let attributes: Set<String> = [
      "lang", "charset", "http-equiv", "content", "name", "class", "id", "role", "aria-label", "aria-labelledby",
      "aria-live", "hidden", "for", "type", "autocomplete", "spellcheck", "value", "tabindex", "scope", "colspan",
      "href", "data-token", "data-effect", "data-cause", "data-grants", "data-revocations",
    ]
    let all = page.elements.flatMap(\.attributes)
    #expect(Set(all.map(\.name)).subtracting(attributes) == [])
    let portal = "https://portal.platform.softwareone.com/administration/settings/api-tokens/"
    #expect(
      all.allSatisfy { attribute in
        attribute.name != "href" || attribute.value.wholeMatch(of: /#(t[0-9]+|t-[0-9]+-[0-9]+|p[0-9]+)/) != nil
          || attribute.value.hasPrefix(portal)
            && TokenID(wellFormed: String(attribute.value.dropFirst(portal.count))) != nil
      })
    let ids = all.filter { $0.name == "id" }.map(\.value)
    #expect(ids.count == Set(ids).count)
  }

  @Test func `nothing may be loaded, and only the page's own style and script count`() throws {
    let page = try HTMLScanner(render(.plan(SamplePlan.grant.plan)))
    let digest: (String) throws -> String = { name in
      let text = try #require(page.elements.first { $0.name == name }?.text)
      return try #require(SHA256.policySource(of: Array(text.utf8)))
    }
    let policy = page.elements.flatMap(\.attributes).first { $0.name == "content" }?.value
    #expect(
      policy
        == "default-src 'none'; style-src '\(try digest("style"))'; script-src '\(try digest("script"))'; "
        + "base-uri 'none'; form-action 'none'")
    // `printf abc | openssl dgst -sha256 -binary | base64`
    #expect(
      SHA256.policySource(of: Array("abc".utf8)) == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test func `a matrix of many modules shows those that change, and counts the others`() {
    let kept = (0..<60).map { HeldModule(id: ModuleID("MOD-\(1000 + $0)"), filters: .none) }
    let granted = HeldModule(id: "MOD-9999", filters: .none)
    let change = TokenChange(
      id: "TKN-0000-0002", position: 3, modules: ModulesChange(before: kept, after: kept + [granted], position: 3))
    let matrix = AccessMatrix([change], order: [0])
    #expect(matrix.columns.map(\.id) == ["MOD-9999"])
    #expect(change.modules.map { matrix.cells(of: $0).othersKept } == 60)
    #expect(
      body(.plan(Plan(endpoint: "", changes: [change]))).contains("<td class=\"kept others\">60<span> kept</span></td>")
    )
  }

  @Test func `a matrix of thousands of tokens says what it leaves out, and every change is on the page`() throws {
    let changes = (0..<3_000).map { number in
      TokenChange(
        id: TokenID("TKN-0000-\(1000 + number)"), position: 3,
        texts: number < 1_500 ? [TextChange(field: .name, before: "a", after: "b", position: 3)] : [],
        modules: number < 1_500
          ? nil
          : ModulesChange(before: [], after: [HeldModule(id: "MOD-0001", filters: .none)], position: 3))
    }
    let matrix = AccessMatrix(changes, order: Array(changes.indices))
    #expect(matrix.rows == Array(1_500..<2_500), "access comes before texts")
    let html = render(.plan(Plan(endpoint: "", changes: changes)))
    #expect(html.contains("Omitted from the matrix to keep this page fast: 500 tokens."))
    let page = try HTMLScanner(html).elements
    #expect(page.count { $0.name == "article" } == 1_501, "1,500 of texts, and one of the same grant")
    #expect(page.count { $0.attributes.contains { $0.value == "member" } } == 1_500)
    #expect(
      Set(page.flatMap(\.attributes).filter { $0.name == "id" && $0.value.hasPrefix("t") }.map(\.value)).count == 3_000)
  }

  @Test func `a changed text is whole, with the words that changed marked`() throws {
    let shared = String(repeating: "Nothing <changes> here. ", count: 40)
    let change = TokenChange(
      id: "TKN-1", position: 1,
      texts: [
        TextChange(
          field: .description, before: VerbatimText(shared + "old"), after: VerbatimText(shared + "new"), position: 1)
      ])
    let html = render(.plan(Plan(endpoint: "", changes: [change])))
    #expect(try HTMLScanner(html).elements.filter { $0.name == "mark" }.map(\.text) == ["old", "new"])
    #expect(html.contains("<ins>+ &quot;" + String(repeating: "Nothing &lt;changes&gt; here. ", count: 40) + "<mark>"))
  }

  @Test func `unmanaged tokens and drift are distinguished from what is written`() {
    var plan = SamplePlan.grant.plan
    plan.madeAt = "2026-11-25T10:00:00Z"
    plan.leftOut = SamplePlan.revocation.plan.changes
    plan.noLongerManaged = [NoLongerManagedToken(id: "TKN-0000-0007", keys: [.filters(of: "<b>")], position: 4)]
    plan.unmanaged = [UnmanagedToken(id: "TKN-0000-0008", name: "<script>alert(1)</script>")]
    let html = render(.plan(plan))
    #expect(throws: Never.self) { try Self.expectNothingForged(html) }
    for text in [
      "2026-11-25 10:00 UTC", "Drift, left unchanged", "No longer managed", "Not managed by any file",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
    ] {
      #expect(html.contains(text))
    }
  }
}
