import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct SurrogatePairTests {
  private func icon(_ yaml: String) -> String? {
    let merge = read("tokens: {TKN-0000-0001: {icon: \(yaml)}}")
    #expect(merge.codes == [])
    return merge.tokens.first?.texts[.icon]?.value?.string
  }

  @Test(arguments: [
    (#""\ud83d\ude80""#, "🚀"), (#""\uD83D\uDE80 \u00e9 \uD83D\uDE80""#, "🚀 é 🚀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    (#""\uD800\uDC00""#, "\u{10000}"), (#""\\\uD83D\uDE80""#, #"\🚀"#), (#""\\ud83d\u0020""#, #"\ud83d "#),
    (#"'\ud83d\ude80'"#, #"\ud83d\ude80"#), (#"a\ud83d\ude80"#, #"a\ud83d\ude80"#),
  ])
  func `A pair is its character in double quotes, and what it is anywhere else`(yaml: String, text: String) {
    #expect(icon(yaml) == text)
  }

  @Test func `Noncharacters beside a pair stay`() throws {
    let noncharacters = (0xFDD0...0xFDEE).compactMap { Unicode.Scalar($0 as UInt32) }.map(String.init).joined()
    #expect(icon("\"\(noncharacters)\\uD83D\\uDE80\"") == noncharacters + "🚀")
  }

  @Test func `A pair in a block is the text that it is`() {
    let merge = read("tokens:\n  TKN-0000-0001:\n    icon: |-\n      \\ud83d\\ude80\n    name: \"\\ud83d\\ude80\"\n")
    #expect(merge.tokens.first?.texts[.icon]?.value?.string == #"\ud83d\ude80"#)
    #expect(merge.tokens.first?.texts[.name]?.value?.string == "🚀")
  }

  @Test(arguments: [#"\uD83D"#, #"\uDE80"#, #"\uDE80\uD83D"#, #"\uD83D \uDE80"#, #"\uD83D\\uDE80"#, #"\uD83Dx"#])
  func `A half is refused, with what to write`(half: String) throws {
    let diagnostic = try #require(read("tokens: {TKN-0000-0001: {icon: \"a\(half)\"}}").diagnostics.first)
    #expect(diagnostic.code == .yamlSyntax)
    #expect(diagnostic.message.contains("half of a surrogate pair"))
    #expect(diagnostic.help?.text(.sample).contains("the character itself") == true)
  }

  @Test func `A number beyond Unicode is refused as such`() throws {
    let diagnostic = try #require(read("tokens: {TKN-0000-0001: {icon: \"\\U00110000\"}}").diagnostics.first)
    #expect(diagnostic.message == "there is no character with this number")
  }

  @Test func `What follows a pair is where the file has it`() throws {
    let text = "tokens: {TKN-0000-0001: {icon: \"\\uD83D\\uDE80\", colour: red}}"
    let diagnostic = try #require(read(text).diagnostics.first)
    #expect(diagnostic.position?.column == 48)
    #expect(diagnostic.excerpt == Diagnostic.SourceExcerpt(line: text, column: 48, length: 6))
  }

  @Test func `A secret behind a pair is found`() {
    #expect(read("tokens: {TKN-0000-0001: {icon: \"\\uD83D\\uDE80 idt:TKN-1:x\"}}").codes == [.secretInFile])
  }
}
