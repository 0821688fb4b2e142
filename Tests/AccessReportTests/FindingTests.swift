import AccessReport
import Planning
import TestSupport
import Testing
import TokenModel

@Suite struct FindingTests {
  private static let today = CalendarDate(dayNumber: 20_784)  // 2026-11-27
  private static let rules = FindingRules(
    today: today, unusedDays: 90, endingWithinDays: 30, secretAgeDays: 365)

  private func findings(
    _ rules: FindingRules = rules, managed: Bool = true, entry: DesiredModule? = .id("MOD-0001"),
    knowsFilter: Bool? = false, _ change: (inout LiveToken) -> Void = { _ in }
  ) -> [Finding] {
    var live = LiveToken.sample()
    live.lastAccessAt = .known("2026-11-26T10:00:00.000Z")
    live.created = LastChange(at: "2026-11-01T10:00:00.000Z")
    change(&live)
    let declaration = TokenDeclaration(
      position: managed ? 3 : nil, managesModules: managed,
      entries: [DesiredModule?](repeating: managed ? entry : nil, count: live.modules.value?.count ?? 0))
    return ReportedToken(live, declaration, knowsBuyerFilter: { _ in knowsFilter }, rules: rules).findings.list
  }

  @Test func `a token in use as its file declares it has no finding`() {
    #expect(findings() == [])
  }

  @Test func `a token that no file manages is unmanaged`() {
    #expect(findings(managed: false) == [.unmanaged])
    let named = TokenDeclaration(position: 3, entries: [nil])
    #expect(named.state == .unmanaged, "its file says nothing about its modules")
    #expect(TokenDeclaration(position: 3).state == .asDeclared, "without modules there is nothing to manage")
    #expect(TokenDeclaration().state == .unmanaged)
  }

  @Test(arguments: [
    ("2026-08-30T00:00:00.000Z", [Finding]()), ("2026-08-29T23:59:59.999Z", [.unused]), ("2020-01-01", [.unused]),
    ("soon", []), ("", []),
  ])
  func `a token is unused from the day on that the threshold names`(_ time: String, _ expected: [Finding]) {
    #expect(findings { $0.lastAccessAt = .known(time) } == expected)
  }

  @Test func `a token that was never used is distinguished from one whose last use is not known`() {
    #expect(findings { $0.lastAccessAt = .known(nil) } == [.neverUsed])
    #expect(findings { $0.lastAccessAt = .omitted } == [])
  }

  @Test func `a disabled token counts while it has modules`() {
    #expect(findings { $0.status = .disabled } == [.disabled])
    #expect(
      findings {
        $0.status = .disabled
        $0.modules = .known([])
      } == [])
  }

  @Test func `a module without a filter counts only if it knows one`() {
    #expect(findings(knowsFilter: true) == [.unfiltered])
    #expect(findings(knowsFilter: nil) == [], "what the platform did not say is no finding")
    #expect(findings(knowsFilter: true) { $0.modules = .known([.held("MOD-0001", buyers: ["BUY-0000-0001"])]) } == [])
    #expect(
      findings(knowsFilter: true) { $0.modules = .known([LiveModule(id: "MOD-0001", filters: .unreadable)]) } == [])
  }

  @Test(arguments: [(-1, Finding.ended), (0, .ending), (30, .ending), (31, nil)])
  func `an end is near up to the threshold, and over the day after`(_ days: Int, _ expected: Finding?) {
    var entry = DesiredModule.id("MOD-0001")
    entry.until = Located(Self.today.advanced(byDays: days), at: 6)
    #expect(findings(entry: entry) == (expected.map { [$0] } ?? []))
  }

  @Test func `without its threshold no end is near and no secret is old`() {
    var entry = DesiredModule.id("MOD-0001")
    entry.until = Located(Self.today, at: 6)
    let rules = FindingRules(today: Self.today, unusedDays: 90)
    let found = findings(rules, entry: entry) { $0.created = LastChange(at: "2001-01-01T00:00:00.000Z") }
    #expect(found == [])
    #expect(Finding.allCases.filter { !rules.includes($0) } == [.ending, .oldSecret])
  }

  @Test(arguments: [("2025-11-28T00:00:00.000Z", [Finding]()), ("2025-11-27T23:59:00.000Z", [.oldSecret])])
  func `a secret is as old as its token`(_ created: String, _ expected: [Finding]) {
    #expect(findings { $0.created = LastChange(at: created) } == expected)
    #expect(findings { $0.created = nil } == [])
  }

  @Test func `a module is as declared, differs or is unmanaged`() {
    func state(_ entry: DesiredModule?, managed: Bool = true) -> TokenDeclaration.State {
      let declaration = TokenDeclaration(position: 3, managesModules: managed, entries: [entry])
      return ReportedToken(.sample(), declaration, knowsBuyerFilter: { _ in nil }, rules: Self.rules).modules[0].state
    }
    var ended = DesiredModule.id("MOD-0001")
    ended.until = Located(Self.today.advanced(byDays: -1), at: 6)
    #expect(state(.id("MOD-0001")) == .asDeclared)
    #expect(state(.id("MOD-0001", buyers: [])) == .asDeclared)
    #expect(state(.id("MOD-0001", buyers: ["BUY-0000-0001"])) == .differs)
    #expect(state(ended) == .differs)
    #expect(state(nil) == .differs)
    #expect(state(nil, managed: false) == .unmanaged)
  }

  @Test func `findings of modules are counted per token and per module`() {
    let report = SampleAccessReport.several.report
    let summary = ReportSummary(report)
    #expect(summary.tokens == 5 && summary.grants == 7 && summary.withFindings == 4)
    #expect((summary[.unfiltered].tokens, summary[.unfiltered].modules) == (2, 2))
    #expect(summary[.unmanaged].tokens == 2 && summary[.oldSecret].tokens == 2)
    #expect(summary.byState == [.asDeclared: 2, .differs: 1, .unmanaged: 2])
    #expect(summary.byStatus.map(\.count) == [4, 1])
  }

  @Test func `a limited report has the holders of the module, and of their modules only that one`() {
    let report = SampleAccessReport.several.report
    let limited = report.limited(to: report.modules[1])
    #expect(limited.tokens.map(\.id) == ["TKN-1671-0642", "TKN-1671-0644", "TKN-1671-0645"])
    #expect(limited.tokens.allSatisfy { $0.modules.map(\.id) == ["MOD-1756"] })
    #expect(limited.scope?.holders == 3 && ReportSummary(limited)[.unfiltered].tokens == 0)
  }
}
