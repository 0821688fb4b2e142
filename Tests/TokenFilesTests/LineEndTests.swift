import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

/// Lines are what Git, editors and YAML 1.2 have for lines, whatever libyaml takes for a line's end.
@Suite struct LineEndTests {
  private static let raw = ["\r", "\u{85}", "\u{2028}", "\u{2029}"]

  @Test(arguments: raw) func `What follows such a character in a comment is a part of the comment`(end: String) throws {
    let text = "tokens:\n  TKN-0000-0001:\n    modules:\n      - MOD-0001 # one\(end)      - MOD-0002\n"
    let merge = read(text)
    #expect(merge.codes == [.invalidEncoding])
    #expect(merge.diagnostics.first?.position == SourcePosition(file: "a.yaml", line: 4, column: 23))
    #expect(merge.tokens.first?.modules?.value.count == 1)
  }

  @Test(arguments: zip(raw, ["\\r", "\\u0085", "\\u2028", "\\u2029"]))
  func `The error names the escape to write, and the escape is read as that character`(
    end: String, escape: String
  ) throws {
    let help = try #require(read("tokens: {TKN-0000-0001: {icon: \"a\(end)b\"}}").diagnostics.first?.help)
    #expect(help.text(.sample).contains("`\(escape)`"))
    let merge = read("tokens: {TKN-0000-0001: {icon: \"a\(escape)b\"}}")
    #expect(merge.codes == [])
    #expect(merge.tokens.first?.texts[.icon]?.value?.string == "a\(end)b")
  }

  @Test(arguments: raw) func `Faults behind such a character are on the lines that Git counts`(end: String) {
    for place in ["# \(end) x", "icon: \"a\(end)b\"", "icon: 'a\(end)b'", "icon: |\n      a\(end)b"] {
      let text = "tokens:\n  TKN-0000-0001:\n    \(place)\n    descripton: x\n"
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let merge = read(text)
      #expect(merge.codes == [.invalidEncoding, .unknownKey])
      let position = merge.diagnostics.last?.position
      #expect(position.map { lines[$0.line - 1].hasPrefix("    descripton") } == true)
      #expect(position?.column == 5)
      #expect(merge.diagnostics.last?.excerpt?.line == "    descripton: x")
    }
  }

  @Test func `All of them are reported, each at its place, in UTF-16 too`() {
    let text = "# a\u{2028}\n# é\u{85}b\u{2029}\ntokens: {}\r\n# \r\r\n"
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), utf16] {
      let positions = read(bytes).diagnostics.compactMap(\.position).map { [$0.line, $0.column] }
      #expect(positions == [[1, 4], [2, 4], [2, 6], [4, 3]])
    }
  }

  @Test func `a file with such line ends throughout has one fault, without those that follow from it`() {
    let text = (0..<100).map { _ in "a: b" }.joined(separator: "\r")
    let merge = read(text)
    #expect(Set(merge.codes) == [.invalidEncoding, .tooLarge])
    #expect(merge.diagnostics.last?.message == "79 more errors in this file are not listed")
  }

  @Test func `A byte order mark that begins a later line is refused, and one elsewhere is text`() {
    let list = "tokens:\n  TKN-0000-0001:\n    modules:\n      - MOD-0001\n"
    for line in ["\u{FEFF}     - MOD-0002", "\u{FEFF}# a comment"] {
      let merge = read("\(list)\(line)\n")
      #expect(merge.codes == [.invalidEncoding])
      #expect(merge.diagnostics.first?.position == SourcePosition(file: "a.yaml", line: 5, column: 1))
    }
    #expect(read("\u{FEFF}\(list)").codes == [])
    #expect(read("\u{FEFF}\u{FEFF}\(list)").codes == [.invalidEncoding])
    #expect(read("tokens: {TKN-0000-0001: {icon: \"a\u{FEFF}b\"}}").codes == [])
  }

  @Test func `A line feed with or without a carriage return is a line's end`() {
    #expect(read("tokens: {TKN-0000-0001:\r\n  {icon: é}}\r\n# «—»\r\n").codes == [])
  }
}
