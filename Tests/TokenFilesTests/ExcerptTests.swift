import Testing
import TokenModel

@testable import TokenFiles

@Suite struct ExcerptTests {
  private func excerpt(_ text: String, mask: SecretMask = SecretMask(), code: DiagnosticCode) throws
    -> Diagnostic.SourceExcerpt
  {
    try #require(read(text, mask: mask).diagnostics.first { $0.code == code }?.excerpt)
  }

  @Test func `The live credential is not shown wherever it is, and is an error as a value`() throws {
    let mask = SecretMask(credential: Secret("old-style-0123456789"))
    let merge = read(
      """
      tokens:
        TKN-0000-0001: {name: old-style-0123456789, colour: red} # old-style-0123456789
        TKN-0000-0002: {name: "old\\x2Dstyle-0123456789", shape: red}
        TKN-0000-0003: {old-style-0123456789: x}
        ? [old-style-0123456789]
        : x
        TKN-0000-0004: {protected: xxold-style-0123456789xx}
      """, mask: mask)
    #expect(!merge.shown.contains("0123456789"))
    #expect(merge.codes.filter { $0 == .secretInFile }.count == 5)
  }

  @Test func `A line that holds a secret is not quoted, and those around it are`() throws {
    let text = """
      tokens:
        TKN-0000-0001: {colour: 1}
        TKN-0000-0002: {icon: idt:TKN-0000-0002:abcdefgh , colour: 2}
        TKN-0000-0003: {colour: 3} # idt%3ATKN-0000-0003%3Aabcdefgh
        TKN-0000-0004: {colour: 4} # token: abcdefgh
        TKN-0000-0005: {colour: 5}
      """
    let unknown = read(text).diagnostics.filter { $0.code == .unknownKey }
    #expect(unknown.map { $0.position?.line } == [2, 3, 4, 5, 6])
    #expect(unknown.map { $0.excerpt?.line != nil } == [true, false, false, false, true])
  }

  @Test func `Of a long line the part around the fault is shown`() throws {
    let filler = String(repeating: "é ", count: 1000) + "é"
    let excerpt = try excerpt("tokens: {TKN-0000-0001: {icon: \(filler), colour: \(filler)}}", code: .unknownKey)
    let line = Array(excerpt.line.unicodeScalars)
    #expect(line.first == "…" && line.last == "…")
    #expect(line.count == 162)
    let marked = line[(excerpt.column - 1)..<(excerpt.column - 1 + excerpt.length)]
    #expect(marked.map(String.init).joined() == "colour")
  }

  @Test func `Of a long word what is near the fault is shown`() throws {
    let filler = String(repeating: "é", count: 1000)
    let excerpt = try excerpt("tokens: {TKN-0000-0001: {icon: \(filler), colour: \(filler)}}", code: .unknownKey)
    let (before, after) = (String(repeating: "é", count: 58), String(repeating: "é", count: 92))
    #expect(excerpt == Diagnostic.SourceExcerpt(line: "…\(before), colour: \(after)…", column: 62, length: 6))
  }

  @Test(arguments: 350...620) func `A secret that begins far before the fault does not show`(distance: Int) {
    let key = String(repeating: "k", count: 100)
    let secret = "idt:TKN-0000-0001:" + String(repeating: "s3cr3t", count: 200)
    let before = "\(secret) \(String(repeating: "x ", count: distance / 2))"
    #expect(!read("tokens: {TKN-0000-0001: {name: '\(before)', \(key): 1}}").shown.contains("s3cr3t"))
    #expect(
      !read("tokens: {TKN-0000-0001: {\(key): '\(String(before.reversed()))\(secret)'}}").shown.contains("s3cr3t"))
    let comment = "tokens: {TKN-0000-0001: {\(key): 1}} # \(String(repeating: "x ", count: distance / 2))\(secret)"
    #expect(!read(comment).shown.contains("s3cr3t"))
  }

  @Test(arguments: [
    "{token: 'hidden', name: @x}", "{token: \"hidden", "{token: hidden, name: @x}", "{'token' : hidden, name: @x}",
    "{\"token\":\"hidden\", name: @x}", "{token: [hidden, {a: hidden}], name: @x}", "{a: @x, token: hidden}",
    "{? token : hidden, name: @x}", "{a: \"\\q\", token: hidden}", "{colour: 1} # token: hidden",
    "{colour: 1} # TOKEN: hidden", "{token: &a hidden, account: *a}", "{name: idt:hidden:hidden, x: @}",
    "{name: \"\\x69dt:TKN-1:hidden\", x: @}", "{x: @, name: \"\\u0069d\\U00000074:TKN-1:hidden\"}",
    "{token: >\n hidden\n}", "{token: 'a\n  hidden\n  hidden', colour: 1, x: @}", "{token:\thidden, colour: 1}",
    "{name: *token:hidden}", "{&token token: hidden, *token : hidden}",
    "{!!str token: !!str hidden, colour: 1}", "{<<: {token: hidden, colour: 1}}", "{token: hidden, token: hidden}",
    "{\"\\x74oken\": hidden, name: @x}", "{name: \"\\q\", \"\\x74oken\": hidden}", "{x: @, \"tok\\u0065n\" : hidden}",
    "\n    x: @\n    ? token\n    : hidden", "\n    ? \"\\U00000074oken\"\n    : hidden\n    x: @",
    "{name: 'idt:TKN-1:a''hidden', x: @}", "{x: @, name: 'idt:TKN-1:a''hidden'}", "{x: @, &a token: hidden}",
    "\n    \"tok\\\n      en\": hidden\n    name: @x",
    "{name: \"idt:TKN-\\\n   1:hidden \\q\"}", "{x: @} # idt%3Ahidden%3Ahidden",
  ])
  func `A token's value is not shown, whatever the error is about`(body: String) {
    let merge = read("tokens:\n  TKN-0000-0001: \(body)\n  TKN-0000-0002: {colour: 1}\n")
    #expect(!merge.diagnostics.isEmpty)
    #expect(!merge.shown.contains("hidden"))
  }

  @Test func `Every cut of a file with a secret is refused without showing it`() {
    let text = Array(
      """
      tokens:
        TKN-0000-0001:
          colour: 1
          token: "hidden \\
            hidden"
        TKN-0000-0002: {colour: 1, "token": [hidden, 'hidden'], name: "\\x69dt:TKN-1:hidden" , shape: 2}
        TKN-0000-0003:
          token: |
            hidden
            hidden
          ? token
          : hidden
      """.utf8)
    for end in 0...text.count {
      for tail in ["", "\n\t@", "\u{7}", "]", "\": @"] {
        #expect(!read(text[..<end] + Array(tail.utf8)).shown.contains("hid"), "\(end) \(tail)")
      }
    }
  }

  @Test func `Of UTF-16 without its mark, in which no secret would be found, nothing is quoted`() {
    for secret in ["idt:TKN-0000-0001:hidden", "token: hidden"] {
      let shown = read("\(secret)\n".utf8.flatMap { [$0, 0] }).shown
      #expect(!shown.filter { $0 != "\0" }.contains("hid"), "\(shown)")
    }
  }

  @Test func `The live credential with a quote in it is not shown near a syntax error`() {
    let mask = SecretMask(credential: Secret("old-style-0123'456789"))
    #expect(!read("tokens: {a: @x, name: 'old-style-0123''456789'}", mask: mask).shown.contains("456"))
    #expect(!read("tokens: {name: 'old-style-0123''456789', a: @x}", mask: mask).shown.contains("456"))
  }

  @Test func `Positions count scalars, and an excerpt is the line of its position`() {
    let lines = ["tokens:", "  TKN-0000-0001:", "    c1: 1", "    e\u{301}: \t😀", "    ? \"c2\" : 1", "    c3: 日本"]
    for ending in ["\n", "\r\n"] {
      let merge = read(lines.joined(separator: ending))
      #expect(merge.diagnostics.map { $0.position?.line } == [3, 4, 5, 6])
      #expect(merge.diagnostics.map { $0.position?.column } == [5, 5, 7, 5])
      #expect(merge.diagnostics.map { $0.excerpt?.line } == Array(lines[2...]))
    }
  }
}
