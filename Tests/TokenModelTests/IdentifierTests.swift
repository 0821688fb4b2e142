import Testing
import TokenModel

@Suite("Identifiers")
struct IdentifierTests {
  @Test(arguments: ["TKN-1671-0642", "TKN-1671-0642-0001"])
  func `well formed`(_ text: String) {
    #expect(TokenID(wellFormed: text)?.rawValue == text)
  }

  @Test(arguments: [
    "", "TKN", "TKN-", "TKN-1671", "TKN-1671-064", "TKN-1671-06421", "tkn-1671-0642", "TKN-1671-0642-",
    "TKN--1671-0642",
    " TKN-1671-0642", "TKN-1671-0642\n", "ACC-1671-0642", "TKN-1671-064x", "TKN-١٦٧١-0642",
  ])
  func `malformed`(_ text: String) {
    #expect(TokenID(wellFormed: text) == nil)
  }

  @Test func `a module has one group or more`() {
    #expect(ModuleID(wellFormed: "MOD-1756") != nil)
    #expect(ModuleID(wellFormed: "MOD-1756-1452") != nil)
    #expect(ModuleID(wellFormed: "MOD-") == nil)
  }
}

@Suite("Verbatim text")
struct TextTests {
  @Test func `canonical equivalence is not equality`() {
    #expect(VerbatimText("\u{E9}") != VerbatimText("e\u{301}"))
    #expect("\u{E9}" == "e\u{301}")
  }
}
