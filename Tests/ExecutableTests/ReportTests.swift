import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Reporting who has what", .serialized)
struct ReportTests {
  /// An account in which each finding that does not depend on the day can be counted.
  private static let seed: String = {
    let tokens = (1...250).map { number in
      var modules = [#"{"id": "MOD-0001"}"#]
      if number.isMultiple(of: 2) { modules.append(#"{"id": "MOD-0002"}"#) }
      if number.isMultiple(of: 3) {
        modules.append(#"{"id": "MOD-0003", "filters": {"group.buyers": ["BUY-2844-0294", "BUY-7310-3075"]}}"#)
      }
      if number.isMultiple(of: 50) { modules = [] }
      let use = ["null", #""2001-01-01T00:00:00.000Z""#, #""2999-01-01T00:00:00.000Z""#][number % 3]
      return #"""
        {"id": "\#(Crowd.id(number))", "name": "=Token \#(number), \"x\"", "token": "idt:\#(Crowd.id(number)):CANARY-c",
         "status": "\#(number.isMultiple(of: 7) ? "Disabled" : "Active")", "lastAccessAt": \#(use),
         "modules": [\#(modules.joined(separator: ","))]}
        """#
    }
    return #"""
      {"account": {"id": "ACC-1000-0001", "name": "Intelli Industries", "type": "Operations"},
       "modules": [{"id": "MOD-0001", "name": "Billing", "filters": {}}, {"id": "MOD-0002", "name": "Catalog"},
                   {"id": "MOD-0003", "name": "Commerce"}],
       "tokens": [\#(tokens.joined(separator: ","))]}
      """#
  }()

  /// Three tokens are in files: one as it is, one otherwise, one without its modules.
  private static let file = Account.file(
    """
    \(Crowd.id(1)): {modules: [Billing]}
    \(Crowd.id(2)): {modules: [{id: MOD-0001, until: 2001-12-31, reason: Audit}, Catalog, Commerce]}
    \(Crowd.id(3)): {description: Kept}

    """)

  private struct State: Decodable {
    let tokens: [Token]

    struct Token: Decodable {
      let id: String
      let status: String
      let lastAccessAt: String?
      let modules: [StoredToken.Module]
    }
  }

  private struct Report: Decodable {
    let complete: Bool
    let summary: Summary
    let tokens: [Token]
    let changedTokens: [Changed]?
    let diagnostics: [Document.Diagnostic]

    struct Summary: Decodable {
      let tokens: Int
      let grants: Int
      let asDeclared: Int
      let differs: Int
      let unmanaged: Int
      let findings: [Count]
    }

    struct Count: Decodable {
      let finding: String
      let tokens: Int
      let grants: Int?
    }

    struct Token: Decodable {
      let id: String
      let state: String
      let findings: [String]
    }

    struct Changed: Decodable {
      let id: String
      let change: String
      let gained: [Module]
      let lost: [Module]
    }

    struct Module: Decodable {
      let id: String
    }

    init(_ text: String) throws {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Self.self, from: Data(text.utf8))
    }

    func tokens(_ finding: String) -> Int? { summary.findings.first { $0.finding == finding }?.tokens }
  }

  @Test(arguments: ["", "--page-cap 30", "--null-total", "--lists-without-filters", "--answers older"])
  func `the counts are those of the platform's own state`(_ behaviour: String) async throws {
    try await Workspace.open(
      behaviour, seed: Self.seed, credential: "idt:\(Crowd.id(1)):CANARY-c", files: ["a.yaml": Self.file]
    ) { workspace in
      let json = try await workspace.tokenform("report", "--format", "json")
      let csv = try await workspace.tokenform("report", "--format", "csv")
      #expect(json.code == 0 && csv.code == 0, "\(json.errors)\(csv.errors)")
      let report = try Report(json.output)
      _ = try await workspace.stop()
      let all = try decode(State.self, from: workspace.directory.read(".state.json")).tokens
      #expect(report.complete && report.summary.tokens == all.count && all.count == 250)
      #expect(report.summary.grants == all.reduce(0) { $0 + $1.modules.count })
      #expect(report.tokens.map(\.id) == all.map(\.id).sorted())
      #expect(report.tokens("never-used") == all.count { $0.lastAccessAt == nil })
      #expect(report.tokens("unused") == all.count { $0.lastAccessAt?.hasPrefix("2001") == true })
      #expect(report.tokens("disabled") == all.count { $0.status == "Disabled" && !$0.modules.isEmpty })
      let unfiltered = all.count { $0.modules.contains { $0.id == "MOD-0002" } }
      #expect(report.tokens("unfiltered") == unfiltered, "Billing knows no filter, Commerce has one everywhere")
      #expect(report.tokens("ended") == 1 && report.tokens("unmanaged") == 248)
      #expect(report.summary.asDeclared == 1 && report.summary.differs == 1 && report.summary.unmanaged == 248)
      let rows = csv.output.split(separator: "\r\n").dropFirst()
      #expect(rows.count == all.reduce(0) { $0 + max(1, $1.modules.count) })
      #expect(rows.allSatisfy { $0.contains(#","'=Token "#) }, "no name is computed")
    }
  }

  @Test func `a module's holders are found by its name and by its id`() async throws {
    try await Workspace.open { workspace in
      let named = try await workspace.tokenform("report", "--module", "Commerce", "--format", "json")
      let byID = try await workspace.tokenform("report", "--module", "MOD-0003", "--format", "json")
      #expect(try named.code == 0 && Report(named.output).tokens.map(\.id) == ["TKN-0000-0006"])
      #expect(try Report(byID.output).tokens.map(\.id) == ["TKN-0000-0006"])
      let unknown = try await workspace.tokenform("report", "--module", "Comerce")
      #expect(unknown.code == 1 && unknown.output.isEmpty, "\(unknown)")
      #expect(unknown.errors.contains("[unknown-module]") && unknown.errors.contains(#"did you mean "Commerce"?"#))
      let twin = try await workspace.tokenform("report", "--module", "Twin", "--format", "json")
      #expect(try twin.code == 1 && Report(twin.output).diagnostics.map(\.code).contains("ambiguous-module"))
    }
  }

  @Test func `what changed since an earlier report is what was written in between`() async throws {
    let file = Account.file("TKN-0000-0002: {modules: [Catalog, Commerce]}\n")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let before = try await workspace.tokenform("report", "--format", "json")
      try workspace.directory.write(before.output, to: "before.json")
      let same = try await workspace.tokenform("report", "--format", "json", "--compare", "before.json")
      #expect(try Report(same.output).changedTokens?.isEmpty == true)
      #expect(try await workspace.tokenform("apply", "--auto-approve").code == 0)
      let after = try await workspace.tokenform("report", "--format", "json", "--compare", "before.json")
      let changed = try #require(try Report(after.output).changedTokens)
      #expect(changed.map(\.id) == ["TKN-0000-0002"] && changed.map(\.change) == ["changed"])
      #expect(changed[0].gained.map(\.id) == ["MOD-0003"] && changed[0].lost.map(\.id) == ["MOD-0001"])
      let limited = try await workspace.tokenform("report", "--module", "Billing", "--compare", "before.json")
      #expect(limited.code == 1 && limited.output.isEmpty && limited.errors.contains("[unusable-report]"))
      try workspace.directory.write("{}", to: "other.json")
      let other = try await workspace.tokenform("report", "--compare", "other.json")
      #expect(other.code == 1 && other.output.isEmpty && other.errors.contains("[unusable-report]"), "\(other)")
    }
  }

  @Test func `a finding that may not be exits with 3 after the whole report`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(2)]) { workspace in
      let found = try await workspace.tokenform("report", "--fail-on", "disabled", "--fail-on", "ended")
      #expect(found.code == 3 && found.output.contains("Findings"), "\(found)")
      #expect(found.errors.contains("1 token has the finding disabled [report-finding]"), "\(found.errors)")
      #expect(try await workspace.tokenform("report", "--fail-on", "ended").code == 0)
    }
  }

  @Test func `without files every token is unmanaged, and with faulty ones there is no report`() async throws {
    try await Workspace.open { workspace in
      let none = try await workspace.tokenform("report", "--format", "json")
      let report = try Report(none.output)
      #expect(none.code == 0 && report.summary.unmanaged == report.summary.tokens && report.summary.tokens == 5)
      #expect(none.errors.contains("every token counts as unmanaged"))
      try workspace.directory.write("tokens: [", to: "tokens/a.yaml")
      for format in ["text", "csv", "markdown", "html"] {
        let faulty = try await workspace.tokenform("report", "--format", format)
        #expect(faulty.code == 1 && faulty.output.isEmpty && faulty.errors.contains("[yaml-syntax]"), "\(faulty)")
      }
      let json = try await workspace.tokenform("report", "--format", "json")
      #expect(try json.code == 1 && Report(json.output).complete == false)
    }
  }

  @Test func `a token of the files that is not live is a warning, and another account stays out`() async throws {
    let file = Account.file("TKN-0000-0002: {name: Exporter}\nTKN-9999-9999: {name: Gone}\n")
    try await Workspace.open(seed: Account.operationsSeed, files: ["a.yaml": file]) { workspace in
      let run = try await workspace.tokenform("report", "--format", "json")
      #expect(
        run.code == 0 && run.errors.contains("1 token in the files, but not among the live tokens: TKN-9999-9999"))
      let ids = try Report(run.output).tokens.map(\.id)
      #expect(ids.contains("TKN-0000-0006") && !ids.contains("TKN-0000-0005"), "\(ids)")
    }
  }

  @Test func `a read that fails is an error and no short report`() async throws {
    try await Workspace.open("--fault status-500-before@lists") { workspace in
      let run = try await workspace.tokenform("report", "--format", "csv", "--retries", "0")
      #expect(run.code == 1 && run.output.isEmpty && run.errors.contains("[token-unreadable]"), "\(run)")
    }
    try await Workspace.open("--fault hang-before@lists") { workspace in
      let process = try workspace.start(["report"])
      try await workspace.waitForRequests(1, "GET")
      process.signal(SIGINT)
      let run = try await workspace.end(of: process)
      #expect(run.code == 130 && run.output.isEmpty && run.errors.contains("[interrupted]"), "\(run)")
    }
  }

  @Test(arguments: [
    (["--fail-on", "ending"], "--ending-within"), (["--fail-on", "old-secret"], "--secret-age"),
    (["--fail-on", "unusde"], "did you mean unused?"), (["--unused", "0"], "1 to 36500"),
  ])
  func `options that cannot be are usage errors`(_ options: [String], _ words: String) async throws {
    try await Workspace.open { workspace in
      let run = try await workspace.end(of: workspace.start(["report"] + options))
      #expect(run.code == 1 && run.errors.contains(words), "\(run)")
      #expect(try await workspace.stop().requests.isEmpty)
    }
  }
}
