import Planning
import TestSupport
import Testing
import TokenModel

@testable import PlanRendering

@Suite struct AnnotationTests {
  private let golden = Golden()

  private func annotations(_ plan: Plan) -> String {
    GitHubAnnotations(mask: SecretMask(), options: .sample).text(of: plan)
  }

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
              HeldModule(id: ModuleID("MOD-1"), filters: .none, source: ModuleSource(position: position(5))),
              HeldModule(id: ModuleID("MOD-2"), filters: .none, source: ModuleSource(position: position(6))),
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

  @Test func `nothing untrusted ends a property or the line`() {
    let diagnostic = Diagnostic(
      .error, .unknownKey, "50% of\r\n::error::x", help: "a,b:c",
      at: SourcePosition(file: "a,line=1::b%\n::error::x.yaml", line: 7, column: 2))
    #expect(
      GitHubAnnotations(mask: SecretMask(), options: .sample).text(of: [diagnostic])
        == "::error file=a%2Cline=1%3A%3Ab%25\\n%3A%3Aerror%3A%3Ax.yaml,line=7,col=2,title=unknown-key"
        + "::50%25 of\\r\\n::error::x; a,b:c\n")
  }

  private static func grant(_ id: String, line: Int) -> TokenChange {
    let position = SourcePosition(file: "a.yaml", line: line, column: 9)
    return TokenChange(
      id: TokenID(id), name: "Exporter", position: SourcePosition(file: "a.yaml", line: 1, column: 3),
      modules: ModulesChange(
        before: [],
        after: [
          HeldModule(
            id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-1", "BUY-2"]), source: ModuleSource(position: position)
          )
        ],
        position: position))
  }

  @Test func `tokens with the same change at one line share an annotation`() {
    let text = annotations(Plan(endpoint: "", changes: [Self.grant("TKN-1", line: 5), Self.grant("TKN-2", line: 5)]))
    #expect(
      text
        == "::warning file=a.yaml,line=5,col=9,title=Grant::2 tokens gain MOD-0001, only for BUY-1, BUY-2: "
        + "TKN-1 \"Exporter\", TKN-2 \"Exporter\"\n"
    )
  }

  @Test func `at different lines they share one from three tokens on, and it names all of them`() {
    let two = annotations(Plan(endpoint: "", changes: [Self.grant("TKN-1", line: 5), Self.grant("TKN-2", line: 6)]))
    #expect(two.split(separator: "\n").count == 2)
    let many = annotations(Plan(endpoint: "", changes: (10..<40).map { Self.grant("TKN-\($0)", line: $0) }))
    #expect(many.split(separator: "\n").count == 1 && many.hasPrefix("::warning file=a.yaml,line=10,"))
    #expect(many.contains("30 tokens gain MOD-0001"))
    for number in 10..<40 { #expect(many.contains("TKN-\(number) \"Exporter\"")) }
  }

  /// GitHub's runner cuts messages at 4,096 characters without a word.
  @Test func `where names do not fit into a message, it has all ids, and beyond that says how many more there are`() {
    func message(_ count: Int) -> String {
      annotations(Plan(endpoint: "", changes: (0..<count).map { Self.grant("TKN-\(1000 + $0)", line: 5) }))
    }
    let hundreds = message(250)
    #expect(hundreds.contains("250 tokens gain") && !hundreds.contains("Exporter") && !hundreds.contains(" more"))
    for number in 0..<250 { #expect(hundreds.contains("TKN-\(1000 + number)")) }
    let thousands = message(5_000)
    #expect(thousands.utf8.count < 4_096 && thousands.contains("5000 tokens gain"))
    #expect(thousands.hasSuffix(" more\n"))
  }

  private func text(_ before: String, _ after: String) -> String {
    annotations(
      Plan(
        endpoint: "",
        changes: [
          TokenChange(
            id: "TKN-1", position: 1,
            texts: [
              TextChange(field: .icon, before: VerbatimText(before), after: VerbatimText(after), position: 2)
            ])
        ]))
  }

  @Test(arguments: ["/", "\u{E0041}", "請", "\n"])
  func `a changed text shows what sets it apart, however long both are`(filler: String) {
    let long = String(repeating: filler, count: 500)
    let sides = text(long + "v1.png", long + "v2.png").split(separator: " becomes ")
    #expect(sides.count == 2 && sides[0].contains("v1.png") && sides[1].contains("v2.png"))
  }

  @Test func `texts that differ in a secret alone are not shown as the same twice`() {
    let text = text("idt:TKN-1671-0642:one", "idt:TKN-1671-0642:two")
    #expect(!text.contains(" becomes ") && text.contains("the difference is masked"))
  }

  @Test func `a filter names the buyers that come and go, as far as there is room`() {
    func modules(_ buyers: Range<Int>) -> [HeldModule] {
      [HeldModule(id: "MOD-1", filters: ModuleFilters(buyers: buyers.map { BuyerID("BUY-\($0)") }))]
    }
    let change = ModulesChange(before: modules(10..<13), after: modules(12..<30), position: 1)
    let text = annotations(Plan(endpoint: "", changes: [TokenChange(id: "TKN-1", position: 1, modules: change)]))
    #expect(text.contains("now also for BUY-13, ") && text.contains("BUY-22 and 7 more; no longer for BUY-10, BUY-11"))
  }
}
