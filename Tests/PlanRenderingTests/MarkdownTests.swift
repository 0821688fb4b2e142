import Planning
import TestSupport
import Testing
import TokenModel

import PlanDocument
@testable import PlanRendering

/// A comment can be posted whatever the plan is, and nothing untrusted in it becomes markup.
@Suite struct MarkdownTests {
  private func render(_ subject: RenderedSubject) -> String {
    Renderer(.markdown, .sample).text(of: subject)
  }

  private static func plan(of count: Int, name: VerbatimText = "Exporter", description: String = "New") -> Plan {
    Plan(
      endpoint: "https://api.platform.softwareone.com",
      accounts: [Account(id: AccountID("ACC-5563-4382"), name: name)],
      changes: (0..<count).map { number in
        let position = SourcePosition(file: "tokens/all.yaml", line: number + 1, column: 3)
        return TokenChange(
          id: TokenID("TKN-\(1_000 + number / 10_000)-\(number % 10_000)"), name: name, position: position,
          texts: [TextChange(field: .description, before: "Old", after: VerbatimText(description), position: position)],
          modules: ModulesChange(
            before: [
              HeldModule(id: ModuleID("MOD-1001"), name: name, filters: .none),
              HeldModule(id: ModuleID("MOD-1002"), name: name, filters: .none),
            ],
            after: [
              HeldModule(id: ModuleID("MOD-1002"), name: name, filters: ModuleFilters(buyers: [BuyerID("BUY-1")])),
              HeldModule(id: ModuleID("MOD-1003"), name: name, filters: .none),
            ], position: position))
      }, unchanged: 3)
  }

  @Test(arguments: [1, 50, 500, 10_000])
  func `a comment is never longer than a platform allows, and keeps what it is for`(count: Int) {
    let wide = VerbatimText(String(repeating: "請求書`|🧾", count: 40))
    for name in ["Exporter", wide] {
      let plan = Self.plan(of: count, name: name, description: String(repeating: "x\n", count: 1_000))
      let text = render(.plan(plan))
      #expect(text.utf8.count <= 65_536)
      #expect(text.hasPrefix("<!-- tokenform plan -->\n## tokenform: "))
      #expect(text.contains("\(count) grant"))
      #expect(text.contains("### Revocations (\(count))"))
      #expect(text.contains("tokenform apply --approve \(plan.fingerprint ?? "?")`"))
      if count >= 500 { #expect(text.contains(" more revocations omitted")) }
    }
  }

  @Test func `many errors leave room for the rest`() {
    var plan = Self.plan(of: 500)
    plan.isComplete = false
    plan.diagnostics = (0..<5_000).map { Diagnostic(.error, .tokenMissing, "there is no token \($0)") }
    let text = render(.plan(plan))
    #expect(text.utf8.count <= 65_536)
    #expect(text.contains("Do not approve"))
    #expect(text.contains("more errors omitted"))
    #expect(text.contains("| `TKN-1000-0` `\"Exporter\"` · **mixed** | `MOD-1003`"))
  }

  @Test func `details give way before any line of a token does`() {
    let text = render(
      .plan(Self.plan(of: 60, description: String(repeating: String(repeating: "y", count: 60) + "\n", count: 40))))
    #expect(text.contains("| `TKN-1000-59`"))
    #expect(text.contains("more tokens omitted"))
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``", "``` `` ```"), ("<b>", "`<b>`"), (" ", "`   `"),
  ])
  func `a code span ends where it should`(text: String, expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  @Test func `a command in a sentence stays one piece of code`() {
    let text = MarkdownText(UntrustedText(mask: SecretMask(), options: .sample))
    #expect(
      text.sentence("write YAML with `tokenform import --unmanaged`, or `plan`: again")
        == "write YAML with `tokenform import --unmanaged`, or `plan`: again")
    #expect(text.sentence("`").isEmpty == false && !text.sentence("a ` b @team").contains(" @team"))
  }

  @Test func `a block outlasts every fence inside it`() {
    #expect(MarkdownText.block("+ ````\n") == "`````diff\n+ ````\n`````\n")
  }

  @Test(arguments: [
    ("the platform has no token TKN-1", "the platform has no token `TKN-1`"),
    ("returned 503: ask @team, or a@b.de.", "returned 503: ask `@team`, or `a@b.de`."),
    (
      "the name \"Billing, \\\"new\\\" exporter\" (of TKN-1) is read-only, see (401)",
      "the name `\"Billing, \\\"new\\\" exporter\"` (of `TKN-1`) is read-only, see (401)"
    ), ("a \"quote without an end @b", "a `\"quote` without an end `@b`"),
    (
      "see #1 GH-1 o/r#1 deadbeef 1234567 www.a.b http://a.b", "see `#1 GH-1 o/r#1 deadbeef 1234567 www.a.b http://a.b`"
    ),
    ("*a* [b](c) <img> $x$ :smile: é it's", "`*a* [b](c`) `<img> $x$ :smile`: é it's"),
  ])
  func `only plain words of a sentence stay outside code`(text: String, expected: String) {
    #expect(MarkdownText(UntrustedText(mask: SecretMask(), options: .sample)).sentence(text) == expected)
  }
}
