package import AccessReport
import Planning
import TokenModel

/// Reports of access to print.
package struct SampleAccessReport: Sendable {
  package let name: String
  package let report: AccessReport

  package init(name: String, report: AccessReport) {
    self.name = name
    self.report = report
  }

  package static let all = [several, limited, compared, hostile, nothing, unknown]

  package static let rules = FindingRules(
    today: CalendarDate(dayNumber: 20_784), unusedDays: 90, endingWithinDays: 30, secretAgeDays: 365)

  private static let modules: [AccessReport.NamedModule] = [
    .init(id: "MOD-0001", name: "Billing", knowsBuyerFilter: true, holders: 3),
    .init(id: "MOD-1756", name: "Access Management", knowsBuyerFilter: false, holders: 3),
    .init(id: "MOD-6308", name: "Commerce", knowsBuyerFilter: true, holders: 1),
  ]

  /// A token of each kind, and each finding at least once.
  package static let several = SampleAccessReport(name: "several", report: .sample(tokens, modules))

  /// Who holds one module.
  package static let limited = SampleAccessReport(name: "limited", report: several.report.limited(to: modules[0]))

  /// With what changed since a quarter ago.
  package static let compared: SampleAccessReport = {
    var report = several.report
    let earlier = Array(
      #"""
      {"format": "tokenform-access-report", "format_version": "1.0", "timestamp": "2026-08-27T09:30:00.000Z",
       "endpoint": "https://api.platform.softwareone.com", "complete": true, "tokens": [
        {"id": "TKN-1671-0642", "name": "Billing exporter", "status": "Active", "extensions": null, "modules": [
          {"id": "MOD-0001", "name": "Billing", "filters": {"group.buyers": ["BUY-2844-0294"]}},
          {"id": "MOD-9042", "name": "Account management", "filters": {}}]},
        {"id": "TKN-1671-0643", "name": "Archive", "status": "Active", "extensions": [], "modules": [
          {"id": "MOD-1756", "name": "Access Management", "filters": {}}]},
        {"id": "TKN-9999-0001", "name": "Gone", "status": "Active", "extensions": null, "modules": [
          {"id": "MOD-0001", "name": "Billing", "filters": {}}]}]}
      """#.utf8)
    report.changes = (try? EarlierReport(earlier)).map { AccessChanges(from: $0, to: report) }
    return SampleAccessReport(name: "compared", report: report)
  }()

  /// Texts that want to be markup, formulas, commands or secrets.
  package static let hostile: SampleAccessReport = {
    let texts = [
      "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a,\"b\"\nc", "::error::x", "##[error]x",
      "<script>alert(1)</script>",
      "\u{202E}txt", "idt:TKN-1671-0642:sup3rs3cret", "| `x` | @octocat", "\"=HYPERLINK(\"\"http://x\"\")",
    ]
    let tokens = texts.enumerated().map { index, text in
      var live = LiveToken.sample(
        TokenID("TKN-0000-00\(index + 10)"), name: VerbatimText(text), modules: [.held("MOD-6666")])
      live.lastAccessAt = .known(text)
      live.created = LastChange(at: text, byID: text, byName: text)
      var entry = DesiredModule(.id("MOD-6666"), at: SourcePosition(file: text, line: 7, column: 9))
      entry.reason = Located(VerbatimText(text), at: 8)
      let declaration = TokenDeclaration(
        position: SourcePosition(file: text, line: 3, column: 3), managesModules: true, entries: [entry])
      return ReportedToken(live, declaration, knowsBuyerFilter: { _ in true }, rules: rules)
    }
    var report = AccessReport.sample(
      tokens,
      [.init(id: "MOD-6666", name: "=cmd|' /C calc'!A0", knowsBuyerFilter: true, holders: texts.count)])
    report.accounts = [Account(id: "ACC-5563-4382", name: "=Intelli <b>")]
    return SampleAccessReport(name: "hostile", report: report)
  }()

  /// An account without tokens.
  package static let nothing = SampleAccessReport(name: "nothing", report: .sample([], []))

  /// What the platform did not return.
  package static let unknown = SampleAccessReport(
    name: "unknown",
    report: .sample(
      [
        ReportedToken(
          LiveToken(id: "TKN-1671-0642", modules: .known([LiveModule(id: "MOD-0001", filters: .unreadable)])),
          TokenDeclaration(), knowsBuyerFilter: { _ in nil }, rules: rules)
      ], [.init(id: "MOD-0001", name: nil, holders: 1)]))

  private static let tokens: [ReportedToken] = {
    let (billing, access, commerce): (ModuleID, ModuleID, ModuleID) = ("MOD-0001", "MOD-1756", "MOD-6308")
    let grace = LastChange(at: "2026-11-20T08:12:00.000Z", byID: "USR-8765-4321", byName: "Grace Jones")

    var exporter = LiveToken.sample(
      "TKN-1671-0642", name: "Billing exporter",
      modules: [.held(billing), .held(access), .held(commerce, buyers: ["BUY-2844-0294", "BUY-7310-3075"])])
    (exporter.created, exporter.lastChange) = (.inApril, grace)
    exporter.lastAccessAt = .known("2026-11-22T03:00:00.000Z")
    var ending = DesiredModule.id(access)
    ending.until = Located(CalendarDate(dayNumber: 20_800), at: 6)
    ending.reason = Located("Year-end audit, FIN-812", at: 7)
    var fromSet = DesiredModule(.name("Commerce"), at: SourcePosition(file: "tokens/shared.yaml", line: 3, column: 7))
    fromSet.set = SetUse(name: "invoicing", position: 8)

    var archive = LiveToken.sample(
      "TKN-1671-0643", name: "Archive", modules: [.held(billing, buyers: ["BUY-2844-0294"])],
      extensions: .listed(.only(["EXT-6587-4477"])), status: .disabled)
    (archive.created, archive.lastChange) = (.inApril, .inApril)
    archive.lastAccessAt = .known("2026-08-01T00:00:00.000Z")
    var ended = DesiredModule.id(billing)
    ended.until = Located(CalendarDate(dayNumber: 20_783), at: 9)

    var stray = LiveToken.sample("TKN-1671-0644", name: "Stray", modules: [.held(billing), .held(access)])
    stray.created = LastChange(at: "2026-11-20T08:12:00.000Z", byID: "USR-8765-4321")
    stray.lastAccessAt = .known(nil)

    var partial = LiveToken.sample("TKN-1671-0645", name: "Partial", modules: [.held(access)])
    partial.lastAccessAt = .known("2026-11-25T03:00:00.000Z")

    var empty = LiveToken.sample("TKN-1671-0646", name: "Empty", modules: [])
    empty.lastAccessAt = .known("2026-11-25T03:00:00.000Z")

    let file = SourcePosition(file: "tokens/billing.yaml", line: 4, column: 3)
    let rows: [(LiveToken, TokenDeclaration)] = [
      (exporter, TokenDeclaration(position: file, managesModules: true, entries: [.id(billing), ending, fromSet])),
      (
        archive,
        TokenDeclaration(
          position: file, differing: [.text(.description), .modules], managesModules: true, entries: [ended])
      ),
      (stray, TokenDeclaration()),
      (partial, TokenDeclaration(position: file, entries: [nil])),
      (empty, TokenDeclaration(position: file)),
    ]
    return rows.map { live, declaration in
      ReportedToken(live, declaration, knowsBuyerFilter: { $0 != access }, rules: rules)
    }
  }()
}

extension LastChange {
  fileprivate static let inApril = LastChange(
    at: "2025-04-20T08:12:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith")
}

extension AccessReport {
  fileprivate static func sample(_ tokens: [ReportedToken], _ modules: [NamedModule]) -> AccessReport {
    AccessReport(
      endpoint: "https://api.platform.softwareone.com", madeAt: "2026-11-27T09:30:00.000Z",
      accounts: tokens.contains { $0.account != nil } ? [.intelli] : [], rules: SampleAccessReport.rules,
      tokens: tokens,
      modules: modules)
  }
}
