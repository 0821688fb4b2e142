import PlanDocument
import Planning
import TestSupport
import Testing
import TokenModel

@testable import AccessReport

@Suite struct ComparisonTests {
  private static let report = SampleAccessReport.several.report

  private func printed(_ report: AccessReport) -> [UInt8] {
    Array(whole { AccessReportDocument(.sample).write(report, to: ChunkedOutput($0)) }.utf8)
  }

  private func changes(_ edit: (inout AccessReport) -> Void) throws -> AccessChanges {
    var later = Self.report
    edit(&later)
    return AccessChanges(from: try EarlierReport(printed(Self.report)), to: later)
  }

  @Test(arguments: SampleAccessReport.all)
  func `nothing changed since the same report`(_ sample: SampleAccessReport) throws {
    let earlier = try EarlierReport(printed(sample.report))
    #expect(AccessChanges(from: earlier, to: sample.report).tokens == [])
    #expect(earlier.tokens.count == sample.report.tokens.count && earlier.scope == sample.report.scope?.id)
  }

  @Test func `a new token gains what it holds, and one that is gone loses what it held`() throws {
    let changes = try changes { report in
      report.tokens[0].id = "TKN-0000-0001"
    }
    #expect(changes.tokens.map(\.id) == ["TKN-0000-0001", "TKN-1671-0642"])
    #expect(changes.tokens.map(\.kind) == [.added, .removed])
    #expect(changes.tokens[0].gained.map(\.id) == ["MOD-0001", "MOD-1756", "MOD-6308"])
    #expect(changes.tokens[1].lost.map(\.id) == ["MOD-0001", "MOD-1756", "MOD-6308"])
    #expect((changes.added, changes.removed, changes.gained, changes.lost) == (1, 1, 3, 3))
  }

  @Test func `a module, its filters, the extensions and the status are compared`() throws {
    let changes = try changes { report in
      report.tokens[0].modules[0].id = "MOD-0000"
      report.tokens[0].modules[2].filters = ModuleFilters(buyers: ["BUY-2844-0294"])
      report.tokens[0].extensions = .known(.none)
      report.tokens[0].status = .disabled
    }
    let change = try #require(changes.tokens.first)
    #expect(changes.tokens.count == 1 && change.kind == .changed)
    #expect(change.gained.map(\.id) == ["MOD-0000"] && change.lost.map(\.id) == ["MOD-0001"])
    #expect(change.refiltered.map(\.isTightened) == [true])
    #expect(change.extensions == .init(before: .all, after: .none))
    #expect(change.status == .init(before: "Active", after: "Disabled"))
  }

  @Test func `what one of the reports does not know has not changed`() throws {
    let changes = try changes { report in
      report.tokens[0].modules[0].filters = nil
      report.tokens[0].extensions = .omitted
      report.tokens[0].status = nil
      report.tokens[0].name = "Another name"
    }
    #expect(changes.tokens == [])
  }

  @Test(arguments: [
    ("", "it is not a report"), ("[]", "it is not a report"), ("{}", "it is not a report"),
    (#"{"format_version": "2.0", "complete": true, "resource_changes": []}"#, "it is not a report"),
    (#"{"format": "tokenform-access-report", "format_version": "2.0", "complete": true, "tokens": []}"#, "2.0"),
    (#"{"format": "tokenform-access-report", "format_version": "1.7", "complete": false}"#, "not complete"),
  ])
  func `other files are refused with the reason`(_ text: String, _ reason: String) {
    #expect {
      try EarlierReport(Array(text.utf8))
    } throws: { error in
      (error as? EarlierReport.Fault)?.reason.contains(reason) == true
    }
  }

  @Test func `a report of a later minor version is read`() throws {
    let text = String(decoding: printed(Self.report), as: UTF8.self).replacing(
      #""format_version": "1.0""#, with: #""format_version": "1.7", "later": [{}]"#)
    #expect(try EarlierReport(Array(text.utf8)).tokens.count == 5)
  }
}
