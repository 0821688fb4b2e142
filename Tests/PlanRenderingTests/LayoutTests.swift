import Planning
import TestSupport
import Testing
import TokenModel

@testable import PlanRendering

@Suite struct LayoutTests {
  @Test(arguments: SamplePlan.all)
  func `text fits a terminal of 80 columns`(sample: SamplePlan) {
    let text = Renderer(.text, version: "0").text(of: .plan(sample.plan))
    let wide = text.split(separator: "\n").map(String.init).filter { $0.displayWidth > 80 }
    #expect(wide == [])
  }

  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("請求書", 6), ("ｱ", 1), ("Ａ", 2), ("한국", 4), ("🧾", 2), ("☎", 1), ("→…", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("𠀀", 2), ("🇩🇪", 2),
  ])
  func `the width of a text is what a terminal gives it`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(arguments: [
    ("2026-11-20T08:12:00.000Z", "2026-11-20 08:12 UTC"), ("2026-11-20T08:12:59Z", "2026-11-20 08:12 UTC"),
    ("2026-11-20T08:12:00.1234567+00:00", "2026-11-20 08:12 UTC"), ("2026-11-20T08:12:00+02:00", nil),
    ("2026-11-20T08:12:00", nil), ("2026-11-20 08:12:00Z", nil), ("2026-11-20T08:12:00.Z", nil), ("", nil),
    ("2026-1١-20T08:12:00Z", nil), ("2026-11-20T08:12:00Z\n", nil),
  ])
  func `times in UTC are written for a reader`(text: String, expected: String?) {
    #expect(readableTime(text) == expected)
  }
}

@Suite struct LikenessTests {
  @Test(arguments: [
    ("é", "e\u{301}", Likeness.composition), ("K", "\u{212A}", .composition), ("a é b", "a e\u{301} b", .composition),
    ("e", "e\u{301}", .none), ("ab", "ac", .none), ("ab", "abc", .none), ("é", "è", .none),
    ("a b", "ab\n", .unseen), ("ab", "a\u{200B}b", .unseen), ("ab", "ab", .masked), ("", "ab", .none),
  ])
  func `what looks the same and is not is told apart`(old: String, new: String, likeness: Likeness) {
    #expect(Likeness(of: old, and: new) == likeness)
    #expect(Likeness(of: new, and: old) == likeness)
  }
}

@Suite struct OutletTests {
  @Test(arguments: [OutputFormat.text, .oneline, .json, .html])
  func `a long output is handed over in large pieces`(format: OutputFormat) throws {
    var plan = SamplePlan.grantAndRevocation.plan
    let change = try #require(plan.changes.first)
    plan.changes = (0..<2_000).map { number in
      var change = change
      change.id = TokenID("TKN-0000-\(1_000 + number)")
      return change
    }
    let renderer = Renderer(format, version: "0")
    var pieces: [[UInt8]] = []
    let summary = renderer.render(.plan(plan)) { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(pieces.dropLast(2).allSatisfy { (1 << 16)..<(1 << 17) ~= $0.count })
    #expect(String(decoding: pieces.joined(), as: UTF8.self) + summary == renderer.text(of: .plan(plan)))
  }
}

@Suite struct LineDifferenceTests {
  private func rows(_ old: String, _ new: String) -> [LineDifference.Row] {
    LineDifference(from: old, to: new).rows
  }

  @Test func `only what differs is removed and added`() {
    #expect(
      rows("a\nb\nc\n", "a\nx\nc\n") == [.kept("a"), .removed("b"), .added("x"), .kept("c")])
  }

  @Test func `a moved line is one removal and one addition`() {
    #expect(rows("a\nb\nc\nd\n", "b\nc\nd\na\n") == [.removed("a"), .kept("b"), .kept("c"), .kept("d"), .added("a")])
  }

  @Test func `lines far from every change are counted`() {
    let old = (1...9).map { "\($0)\n" }.joined()
    #expect(
      rows(old, "0\n" + old) == [.added("0"), .kept("1"), .kept("2"), .skipped(7)])
  }

  @Test func `an end that only one text has is shown`() {
    #expect(rows("a\nb", "a\nb\n") == [.kept("a"), .removed("b"), .added("b\n")])
  }

  @Test func `lines that are canonically equal differ`() {
    #expect(rows("a\n\u{E9}\n", "a\ne\u{301}\n").contains { if case .added = $0 { true } else { false } })
  }

  @Test func `texts of many thousand different lines are replaced as a block`() {
    let old = (0..<30_000).map { "old \($0)\n" }.joined()
    let new = (0..<30_000).map { "new \($0)\n" }.joined()
    let all = rows("same\n" + old, "same\n" + new)
    #expect(all.count == 60_001)
    #expect(all[1] == .removed("old 0"))
  }
}

@Suite struct TextChangeTests {
  /// The rows below the name of a field.
  private func rows(_ before: String, _ after: String) -> [String] {
    var page = TextPage(style: .plain, mask: SecretMask())
    page.writeText(TextPair(.description, from: VerbatimText(before), to: VerbatimText(after)), indent: 0)
    return page.text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [0, 10, 23, 24, 100, 299, 10_000])
  func `what differs shows however much stands before it`(count: Int) {
    for filler in ["x", "\u{200B}", "請", "\u{E0041}", "\"", "e\u{301}"] {
      let before = String(repeating: filler, count: count)
      let text = rows(before + "Y" + before, before + "Z" + before).joined(separator: "\n")
      #expect(text.contains("Y"))
      #expect(text.contains("Z"))
    }
  }

  @Test func `a long line that changed beside a new line shows what differs`() {
    let long = String(repeating: "x", count: 2_000)
    let rows = rows("a\n\(long)A\nb\n", "a\nnew\n\(long)B\nb\n")
    #expect(rows.contains { $0.contains("xA\"") })
    #expect(rows.contains { $0.contains("xB\"") })
  }

  @Test func `hundreds of new lines are cut, and say so`() {
    let rows = rows("a", (0..<500).map { "line \($0)\n" }.joined())
    #expect(rows.last == "  + … 470 more lines")
    #expect(rows.count < 40)
  }
}
