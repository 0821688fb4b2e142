import Planning
import TestSupport
import Testing
import TokenModel

import PlanDocument
@testable import PlanRendering

@Suite struct LayoutTests {
  @Test(arguments: SamplePlan.all)
  func `text fits a terminal of 80 columns`(sample: SamplePlan) {
    let text = Renderer(.text, .sample).text(of: .plan(sample.plan))
    let wide = text.split(separator: "\n").map(String.init).filter { $0.displayWidth > 80 }
    #expect(wide == [])
  }

  @Test(arguments: SamplePlan.all, [40, 57, 79])
  func `text fits a narrower terminal, but for words that are longer`(sample: SamplePlan, columns: Int) {
    let text = Self.text(of: sample, style: TextStyle().onTerminal(columns: columns))
    let wide = text.split(separator: "\n").map(String.init).filter { line in
      line.displayWidth > columns && line.drop { $0 == " " }.contains(" ")
    }
    #expect(wide == [])
  }

  @Test(arguments: SamplePlan.all)
  func `colours and links move no line of a narrow terminal`(sample: SamplePlan) {
    let style = TextStyle(isColoured: true, linksFilesIn: "file://host/folder/")
    let text = Self.text(of: sample, style: style.onTerminal(columns: 40))
    let bare = text.replacing(/\u{1B}\[[0-9;]*m|\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/, with: "")
    #expect(bare == Self.text(of: sample, style: TextStyle().onTerminal(columns: 40)))
  }

  @Test(arguments: [nil, 80, 200])
  func `a terminal of 80 columns or more shows what a file gets`(columns: Int?) {
    for sample in SamplePlan.all {
      #expect(Self.text(of: sample, style: TextStyle().onTerminal(columns: columns)) == Self.text(of: sample))
    }
  }

  @Test func `a broken line goes on further in, and keeps its columns and the words that are too long`() {
    func rows(_ content: String, _ columns: Int, indent: Int = 0) -> [String] {
      NarrowLine(content).rows(columns: columns, indent: indent).map {
        String(repeating: " ", count: $0.indent) + $0.content
      }
    }
    #expect(rows("one two three", 9) == ["one two", "  three"])
    #expect(rows("one    two", 10) == ["one    two"])
    #expect(rows("one    two", 9) == ["one", "  two"])
    #expect(rows("  ^^^", 4) == ["  ^^^"])
    #expect(rows("one two three", 12, indent: 4) == ["    one two", "      three"])
    #expect(rows("a 0123456789 b", 6) == ["a", "  0123456789", "  b"])
    #expect(rows("\u{1B}[1mone two\u{1B}[0m", 7) == ["\u{1B}[1mone two\u{1B}[0m"])
    #expect(rows("請求 書 one", 7) == ["請求 書", "  one"])
    #expect(rows("", 40) == [""])
  }

  private static func text(of sample: SamplePlan, style: TextStyle = .plain) -> String {
    Renderer(.text, .sample, style: style).text(of: .plan(sample.plan))
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
    ("é", "e\u{301}", Confusability.canonicallyEquivalent), ("K", "\u{212A}", .canonicallyEquivalent),
    ("a é b", "a e\u{301} b", .canonicallyEquivalent),
    ("e", "e\u{301}", .none), ("ab", "ac", .none), ("ab", "abc", .none), ("é", "è", .none),
    ("a b", "ab\n", .invisibleDifference), ("ab", "a\u{200B}b", .invisibleDifference), ("ab", "ab", .masked),
    ("", "ab", .none),
  ])
  func `texts that look the same and differ are marked`(old: String, new: String, confusability: Confusability) {
    #expect(Confusability(of: old, and: new) == confusability)
    #expect(Confusability(of: new, and: old) == confusability)
  }
}

@Suite struct ChunkedOutputTests {
  @Test(arguments: [OutputFormat.text, .oneline, .json, .html])
  func `a long output is handed over in large pieces`(format: OutputFormat) throws {
    var plan = SamplePlan.grantAndRevocation.plan
    let change = try #require(plan.changes.first)
    plan.changes = (0..<2_000).map { number in
      var change = change
      change.id = TokenID("TKN-0000-\(1_000 + number)")
      return change
    }
    let renderer = Renderer(format, .sample)
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
    var page = TextPage(style: .plain, untrusted: UntrustedText(mask: SecretMask(), options: .sample))
    page.writeText(TextPair(.description, from: VerbatimText(before), to: VerbatimText(after)), indent: 0)
    return page.text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [0, 10, 23, 24, 100, 299, 10_000])
  func `a difference is shown however much text precedes it`(count: Int) {
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

  @Test func `the words that changed have carets under them, and every row has its sign`() {
    let rows = rows(
      "Reads the catalogue of the old shop and the prices of last year.",
      "Reads the catalogue of the new shop and the prices of this year.")
    #expect(
      rows == [
        "description", "  - \"Reads the catalogue of the old shop and the prices of last year.\"",
        "  -                             ^^^                        ^^^^",
        "  + \"Reads the catalogue of the new shop and the prices of this year.\"",
        "  +                             ^^^                        ^^^^",
      ])
  }

  @Test func `in a comment a changed text is whole, and no row is without its sign`() {
    let shared = String(repeating: "Nothing changes here. ", count: 40)
    var page = TextPage(
      style: .plain, untrusted: UntrustedText(mask: SecretMask(), options: .sample), showsTextsWhole: true)
    page.writeText(
      TextPair(.description, from: VerbatimText(shared + "old"), to: VerbatimText(shared + "new")), indent: 0)
    let rows = page.text.split(separator: "\n").dropFirst().map(String.init)
    #expect(!page.text.contains("…") && rows.allSatisfy { $0.hasPrefix("  - ") || $0.hasPrefix("  + ") })
    let added = rows.filter { $0.hasPrefix("  + \"") }.map { $0.dropFirst(5).dropLast() }.joined()
    #expect(added == shared + "new")
  }

  @Test func `hundreds of new lines are cut, and say so`() {
    let rows = rows("a", (0..<500).map { "line \($0)\n" }.joined())
    #expect(rows.last == "  + … 470 more lines")
    #expect(rows.count < 40)
  }
}

@Suite struct WordDifferenceTests {
  private func marked(_ text: String, _ ranges: [Range<Int>]?) -> [String]? {
    let scalars = Array(text.unicodeScalars)
    return ranges?.map { range in String(String.UnicodeScalarView(scalars[range])) }
  }

  @Test(arguments: [
    ("It writes to the warehouse.", "It writes to the lake.", ["warehouse"], ["lake"]),
    ("a b c d", "a x y d", ["b c"], ["x y"]), ("one two", "one two three", [], [" three"]),
    ("v1.2", "v1.3", ["2"], ["3"]), ("毎晩読みます", "毎朝読みます", ["晩"], ["朝"]), ("naïve x", "naive x", ["naïve"], ["naive"]),
  ])
  func `only the words that changed are marked`(old: String, new: String, removed: [String], added: [String]) {
    let words = WordDifference(from: old, to: new)
    #expect(marked(old, words?.removed) == removed && marked(new, words?.added) == added)
  }

  @Test(arguments: [("abc", "xyz"), ("a, b", "c, d"), ("", "new"), ("same", "same")])
  func `texts without a common word are not marked`(old: String, new: String) {
    #expect(WordDifference(from: old, to: new) == nil)
  }

  @Test func `thousands of different words are compared as one`() {
    let words = { (word: String) in (0..<3_000).map { "\(word)\($0)" }.joined(separator: " ") }
    let difference = WordDifference(from: "same " + words("a") + " end", to: "same " + words("b") + " end")
    #expect(difference?.removed.count == 1)
  }
}
