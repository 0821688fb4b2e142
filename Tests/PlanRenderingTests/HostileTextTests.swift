import Glibc
import PlanDocument
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

/// Nothing from the platform or from a file may hide, steer a terminal, speak to a CI runner or leak.
@Suite struct HostileTextTests {
  private static let fragments = [
    "\u{1B}[2J", "\u{9B}31m", "\u{7F}", "\u{0}", "\r", "\n", "\r\n", "\t", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}",
    "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{3164}", "\u{2800}", "\u{A0}", "\u{3000}", "\u{FE01}",
    "\u{E0041}", "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "::error::x", "  ::warning::x", "##[error]", "###[a]",
    "##vso[a]", "##teamcity[a]", "##", "#", "[", "\"", "\\", "\\u{1B}", "idt:TKN-1671-0642:s3cr3t",
    "old-credential-0123456789",
    "Catalog", "é", "請求", "🧾", " ", "  ", "\nPlan: 0 to update", "~ TKN-1671-0642", "    + grant   MOD-1756",
    "`", "```\n", "| x |", "\\|", "|", "<img src=x>", "</details>", "<!--", "-->", "@team", "http://a.b", "www.a.b",
    "a@b.de",
    "#1", "GH-1", "o/r#1", "deadbeef", "![a](b)", "[a](b)", ":smile:", "$x$", "\n# h", "\n---\n", "\n- [ ] x", "*a*",
    "&lt;",
    "\n/close", "<script>", "</code></bdi>", "&#60;", "' onload=x '", "javascript:x",
  ]

  private static let mask = SecretMask(credential: Secret("old-credential-0123456789"))

  /// The same texts on every run.
  private struct Texts {
    private var state: UInt64 = 42

    private mutating func number(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    mutating func text() -> String {
      (0...number(below: 7)).map { _ in fragments[number(below: fragments.count)] }.joined()
    }

    mutating func optional() -> VerbatimText? { number(below: 5) == 0 ? nil : VerbatimText(text()) }

    mutating func modules() -> [HeldModule] {
      (0...number(below: 3)).map { _ in
        HeldModule(
          id: ModuleID(text()), name: optional(),
          filters: ModuleFilters(buyers: (0..<number(below: 4)).map { _ in BuyerID(text()) }), source: source())
      }
    }

    mutating func source() -> ModuleSource {
      ModuleSource(
        position: position(), set: optional()?.string, setChange: .contents, changedGroups: [text()],
        until: CalendarDate("2026-12-31"), reason: optional())
    }

    mutating func grant() -> ListedGrant {
      ListedGrant(token: TokenID(text()), module: ModuleID(text()), name: optional(), source: source())
    }

    mutating func list() -> SharedListChange {
      SharedListChange(
        .moduleSet, text(), .changed, added: [VerbatimText(text())], removed: [VerbatimText(text())],
        refiltered: [VerbatimText(text())], tokenCount: 3, at: position())
    }

    mutating func position() -> SourcePosition { SourcePosition(file: text(), line: 1, column: 1) }

    mutating func diagnostic() -> Diagnostic {
      Diagnostic(
        .error, .unknownKey, text(), help: Advice(text()), address: TokenID(text()), at: position(),
        excerpt: .init(line: text(), column: 1 + number(below: 9), length: number(below: 9)))
    }

    mutating func plan() -> Plan {
      var plan = changes()
      plan.sharedListChanges = [list()]
      plan.movedEnds = [MovedEnd(grant(), .madePermanent(from: .sample("2026-12-31")))]
      plan.ending = [grant()]
      return plan
    }

    private mutating func changes() -> Plan {
      Plan(
        endpoint: text(), accounts: [Account(id: AccountID(text()), name: optional()), Account(id: AccountID(text()))],
        changes: (0..<3).map { _ in
          TokenChange(
            id: TokenID(text()), name: optional(), account: Account(id: AccountID(text()), name: optional()),
            status: .other(text()), lastChange: LastChange(at: text(), byID: text(), byName: text()),
            lastAccessAt: .known(text()), position: position(),
            texts: TextField.allCases.map {
              TextChange(field: $0, before: optional(), after: optional(), position: position())
            },
            modules: ModulesChange(before: modules(), after: modules(), position: position()))
        },
        missing: [TokenID(text())], diagnostics: [diagnostic()], refusals: [diagnostic()])
    }

    mutating func report(of plan: Plan) -> ApplyReport {
      ApplyReport(
        results: plan.changes.map { change in
          TokenResult(
            id: change.id, outcome: .notConverged, attempts: 2, message: text(), traceID: text(),
            mismatches: TokenDifference(
              texts: [TextChange(field: .name, before: optional(), after: optional(), position: position())],
              modules: ModulesChange(before: modules(), after: modules(), position: position())))
        })
    }
  }

  private static let outputs: [String] = {
    var texts = Texts()
    return (0..<60).flatMap { _ -> [String] in
      let plan = texts.plan()
      let report = texts.report(of: plan)
      let subjects: [RenderedSubject] = [.plan(plan), .report(report, of: plan)]
      let formats: [OutputFormat] = [.text, .oneline, .json, .markdown, .html]
      return [plan.diagnostics.text(mask: mask, options: .sample)]
        + formats.flatMap { format in
          subjects.map { Renderer(format, .sample(mask: mask)).text(of: $0) }
        }
    }
  }()

  /// Lines as scalars, for a `String` would not find a line feed before a combining mark.
  private static let lines = outputs.flatMap {
    $0.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  @Test func `every character shows`() {
    let hidden = Self.lines.joined().filter {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    #expect(Set(hidden.map(\.value)) == [])
  }

  @Test(arguments: ["##[", "##vso[", "##teamcity["])
  func `no line holds a command of a CI runner`(command: String) {
    let pattern = Array(command.unicodeScalars)
    let holding = Self.lines.count { line in
      line.indices.contains { line[$0] == "#" && line[$0...].starts(with: pattern) }
    }
    #expect(holding == 0)
  }

  @Test func `a page holds no markup but its own`() throws {
    for page in Self.outputs where page.hasPrefix("<!DOCTYPE html>") { try HTMLTests.expectNothingForged(page) }
  }

  @Test func `no line begins as a command of GitHub's`() {
    let starting = Self.lines.count { $0.drop(while: \.properties.isWhitespace).starts(with: "::".unicodeScalars) }
    #expect(starting == 0)
  }

  @Test func `nothing but code holds untrusted text in Markdown`() {
    var texts = Texts()
    for _ in 0..<60 {
      let plan = texts.plan()
      let report = texts.report(of: plan)
      for subject in [RenderedSubject.plan(plan), .planToApply(plan), .report(report, of: plan)] {
        let outline = MarkdownOutline(
          Renderer(.markdown, .sample(mask: Self.mask)).text(of: subject))
        #expect(!outline.isBroken)
        let lines = outline.lines.dropFirst()
        let inner = lines.map { $0.hasPrefix("<summary>") ? Self.withoutTags($0) : $0 }
        let allowed = ["<details>", "</details>", ""]
        #expect(inner.filter { $0.contains("<") && !allowed.contains($0) } == [])
        let marks: Set<Unicode.Scalar> = ["@", "[", "]", "$", "\\", "/", "!"]
        #expect(inner.filter { !allowed.contains($0) && $0.unicodeScalars.contains(where: marks.contains) } == [])
        let outside = lines.filter { !$0.hasPrefix("<summary>") }
        #expect(!outside.contains { $0.contains("www.") || $0.contains("deadbeef") || $0.contains("GH-1") })
        #expect(inner.count { $0.hasPrefix("# ") } == 0)
        #expect(inner.count { $0.hasPrefix("## ") } == 1)
        #expect(Set(outline.rows).isSubset(of: [3, 4, 5, 6, 7]))
        #expect(outline.rows.count == Self.expectedRows(subject))
      }
    }
  }

  /// GitHub's own parser, where it is installed.
  @Test(.enabled(if: access("/usr/bin/cmark-gfm", X_OK) == 0))
  func `GitHub's parser finds in Markdown only what tokenform put there`() async throws {
    var texts = Texts()
    let extensions = ["table", "strikethrough", "autolink", "tasklist"].flatMap { ["-e", $0] }
    for _ in 0..<20 {
      let plan = texts.plan()
      let subject = RenderedSubject.report(texts.report(of: plan), of: plan)
      let text = Renderer(.markdown, .sample(mask: Self.mask)).text(of: subject)
      let parser = try ChildProcess(
        "/usr/bin/cmark-gfm", ["--unsafe"] + extensions, streams: .pipes(input: text))
      #expect(try await parser.end() == 0)
      let html = parser.output.value.text
      let tags = html.split(separator: "<").dropFirst().compactMap { $0.split(separator: ">").first }
      let names = Set(tags.map { $0.first == "/" ? $0.dropFirst() : $0 }.map(String.init))
      #expect(names.subtracting(Self.ownTags) == [])
      #expect(tags.count { $0 == "tr" } == Self.expectedRows(subject, headRows: 1))
    }
  }

  private static let ownTags: Set = [
    "!-- tokenform plan --", "h2", "h3", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code",
    "pre", "code class=\"language-diff\"", "details", "summary", "hr /", "br /",
  ]

  private static func withoutTags(_ line: String) -> String {
    ["<summary>", "</summary>", "<code>", "</code>"].reduce(line) { $0.replacing($1, with: "") }
  }

  /// A head of two rows for each table, and a row for each thing in it.
  private static func expectedRows(_ subject: RenderedSubject, headRows: Int = 2) -> Int {
    let plan = subject.plan
    let counts = [
      plan.summary.grants, plan.summary.revocations, plan.summary.refiltered,
      plan.changes.reduce(0) { $0 + $1.texts.count }, subject.report?.results.count ?? 0,
    ]
    return counts.reduce(0) { $0 + ($1 == 0 ? 0 : $1 + headRows) }
  }

  @Test func `annotations are one command on each line, and nothing else`() {
    var texts = Texts()
    let shape = /::(error|warning|notice) (file=[^,:]*,line=1,col=1,)?title=[A-Za-z -]+::[^\n]*/
    for _ in 0..<60 {
      let plan = texts.plan()
      let modules = plan.changes.compactMap(\.modules)
      let expected =
        plan.diagnostics.count + plan.refusals.count + plan.changes.reduce(0) { $0 + $1.texts.count }
        + modules.reduce(0) { $0 + $1.granted.count + $1.revoked.count + $1.refiltered.count }
        + plan.sharedListChanges.count + plan.movedEnds.count
      let text = GitHubAnnotations(mask: Self.mask, options: .sample).text(of: plan)
      let lines = text.unicodeScalars.split(separator: "\n").map { String(Substring($0)) }
      #expect(lines.count == expected)
      #expect(lines.filter { $0.wholeMatch(of: shape) == nil } == [])
      #expect(!text.contains("s3cr3t") && !text.contains("old-credential") && !text.contains("\u{1B}"))
    }
  }

  @Test func `no secret is in any output`() {
    #expect(!Self.outputs.contains { $0.contains("s3cr3t") || $0.contains("old-credential") })
  }

  @Test func `the last line is the summary, and nothing else looks like it`() {
    var texts = Texts()
    for _ in 0..<60 {
      for format in [OutputFormat.text, .oneline] {
        let lines = Renderer(format, .sample(mask: Self.mask)).text(of: .plan(texts.plan()))
          .split(separator: "\n").map(String.init)
        #expect(lines.count { $0.hasPrefix("Plan: ") } == 1)
        #expect(lines.suffix(5).contains { $0.hasPrefix("Plan: 3 to update") })
      }
    }
  }
}
