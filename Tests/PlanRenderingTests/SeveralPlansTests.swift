import PlanDocument
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Several plans as one output")
struct SeveralPlansTests {
  private let golden = Golden()
  private let plans = [
    NamedPlan(path: "north.json", plan: SamplePlan.grantAndRevocation.plan),
    NamedPlan(path: "south.json", plan: SamplePlan.nothingToDo.plan),
    NamedPlan(path: "odd name|`.json", plan: SamplePlan.hostile.plan),
  ]

  private func render(_ plans: [NamedPlan], _ format: OutputFormat) -> String {
    whole { Renderer(format, .sample).render(plans, to: $0) }
  }

  @Test(arguments: [(OutputFormat.text, "txt"), (.markdown, "md")])
  func `several plans have a table of accounts, and each plan below it`(format: OutputFormat, ending: String) {
    golden.expect(render(plans, format), in: "several.\(ending)")
  }

  @Test(arguments: [OutputFormat.text, .oneline, .markdown, .html])
  func `the overview counts extensions, and says which plan is partial`(_ format: OutputFormat) {
    var partial = SamplePlan.nothingToDo.plan
    partial.narrowing = PlanNarrowing(targets: ["TKN-0000-0001"], excluded: [], selected: 1, named: 2)
    let extensions = NamedPlan(path: "a.json", plan: SamplePlan.extensions.plan)
    let text = render([extensions, NamedPlan(path: "b.json", plan: partial)], format)
    let overview = text.prefix(
      upTo: text.firstRange(of: format == .text || format == .oneline ? "──" : "<details")!.lowerBound)
    #expect(overview.contains("no changes (partial plan)"), "\(overview)")
    #expect(overview.firstMatch(of: /\d extensions? (added|removed)/) != nil, "\(overview)")
    if format == .markdown { #expect(overview.contains("| Extensions |")) }
    #expect(!render(plans, format).contains("Extensions |"))
  }

  @Test func `a line for each token stays one on a narrow terminal`() {
    let narrow = Renderer(.oneline, .sample, style: TextStyle().onTerminal(columns: 40))
    #expect(whole { narrow.render(plans, to: $0) } == render(plans, .oneline))
  }

  @Test func `one comment holds them all within its limit, and says what it leaves out`() {
    let large = NamedPlan(path: "a.json", plan: SamplePlan.longLists.plan)
    for count in [2, 40, 400] {
      let text = render(Array(repeating: large, count: count), .markdown)
      #expect(text.utf8.count <= 65_000, "\(count) plans: \(text.utf8.count) bytes")
      #expect(text.hasPrefix("<!-- tokenform plan -->\n"))
      #expect(text.contains("omitted") == (count > 2))
    }
  }

  @Test func `one page holds them all, with ids that are each there once`() throws {
    let html = render(plans + plans, .html)
    try HTMLTests.expectNothingForged(html)
    let ids = html.matches(of: /[ "]id="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for link in html.matches(of: /href="#([^"]+)"/).map({ String($0.1) }) { #expect(ids.contains(link), "\(link)") }
  }
}

@Suite("Links of a page")
struct PageLinkTests {
  private func page(_ plan: Plan, linkBase: String?) -> String {
    Renderer(.html, .sample, linkBase: linkBase).text(of: .plan(plan))
  }

  private func plan(file: String, endpoint: String = "https://api.platform.softwareone.com") -> Plan {
    let change = TokenChange(
      id: "TKN-1671-0642", position: SourcePosition(file: file, line: 7, column: 3),
      texts: [
        TextChange(field: .name, before: "A", after: "B", position: SourcePosition(file: file, line: 8, column: 5))
      ])
    return Plan(endpoint: endpoint, changes: [change])
  }

  @Test(
    arguments: [
      ("tokens/a.yaml", "https://git.test/r/blob/1a2b/tokens/a.yaml#L7"),
      ("./tokens/a b#\"<é.yaml", "https://git.test/r/blob/1a2b/tokens/a%20b%23%22%3C%C3%A9.yaml#L7"),
      ("../a.yaml", nil), ("/etc/a.yaml", nil),
    ] as [(String, String?)])
  func `a place leads to its line, if it is within the repository`(_ file: String, _ link: String?) {
    let page = page(plan(file: file), linkBase: "https://git.test/r/blob/1a2b/")
    #expect(page.firstMatch(of: /href="(https:\/\/git[^"]*)"/).map { String($0.1) } == link)
    #expect(!self.page(plan(file: file), linkBase: nil).contains("https://git.test"))
  }

  @Test func `a token leads to the portal of the platform, if that is known`() {
    let link = "href=\"https://portal.platform.softwareone.com/administration/settings/api-tokens/TKN-1671-0642\""
    #expect(page(plan(file: "a.yaml"), linkBase: nil).contains(link))
    #expect(!page(plan(file: "a.yaml", endpoint: "https://example.test"), linkBase: nil).contains("class=\"portal\""))
  }

  @Test(arguments: [
    "http://git.test/r", "https://", "javascript:alert(1)", "https://git.test/\"onclick", "https://a b",
  ])
  func `an address that is none of a repository is refused`(_ base: String) {
    #expect(PageLinks.fault(of: base) != nil)
  }

  @Test func `tokens whose access does not change are folded away from the matrix`() {
    let html = page(plan(file: "a.yaml"), linkBase: nil)
    #expect(!html.contains("<table>"))
    var mixed = plan(file: "a.yaml")
    mixed.changes.append(contentsOf: SamplePlan.grant.plan.changes)
    let page = page(mixed, linkBase: nil)
    #expect(page.contains("<summary>1 token whose access does not change</summary>"))
    #expect(page.matches(of: /<tr data-token/).count == SamplePlan.grant.plan.changes.count)
  }

  @Test func `a matrix of many modules is in blocks that a printed page has room for`() {
    let modules = (0..<130).map { HeldModule(id: ModuleID("MOD-\(1000 + $0)"), filters: .none) }
    let change = TokenChange(
      id: "TKN-1671-0642", position: 1, modules: ModulesChange(before: [], after: modules, position: 1))
    let html = page(Plan(endpoint: "https://example.test", changes: [change]), linkBase: nil)
    #expect(html.matches(of: /<table>/).count == 3)
    #expect(html.matches(of: /<td class="granted">/).count == 130)
  }
}
