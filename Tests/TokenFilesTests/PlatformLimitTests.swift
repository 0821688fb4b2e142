import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct PlatformLimitTests {
  private func diagnostics(_ field: String, _ text: String) -> [Diagnostic] {
    read("tokens:\n  TKN-0000-0001:\n    \(field): |-\n      \(text)\n").diagnostics
  }

  @Test(arguments: ["Billing exporter", "O'Neil - \"v1.2\"", "Žluťoučký 日本 7"])
  func `A name of allowed characters is not warned of`(name: String) {
    #expect(diagnostics("name", name) == [])
  }

  @Test(arguments: [("a_b", "_"), ("a/b", "/"), ("a’b", "’"), ("a\u{A0}b", "\u{A0}"), ("Rocket 🚀", "🚀")])
  func `A name with another character is warned of at its line`(name: String, character: String) {
    let found = diagnostics("name", name)
    #expect(found.map(\.code) == [.platformLimit])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.position?.line == 3)
    #expect(found.first?.address == TokenID("TKN-0000-0001"))
    #expect(found.first?.message.contains("\"\(character)\"") == true)
  }

  @Test(arguments: [("name", 200), ("description", 2000)])
  func `A text is warned of from the first character that is too many`(field: String, limit: Int) {
    #expect(diagnostics(field, String(repeating: "é", count: limit)) == [])
    let found = diagnostics(field, String(repeating: "é", count: limit + 1))
    #expect(found.map(\.code) == [.platformLimit])
    #expect(found.first?.message.contains("\(limit + 1) characters") == true)
  }

  @Test func `A description may hold any character`() {
    #expect(diagnostics("description", "a_b/c 🚀") == [])
  }

  @Test func `Warnings beyond what is listed are counted as warnings, and hide no error`() {
    var faults = FileDiagnostics()
    for index in 0..<UInt32(Limits.diagnostics + 7) {
      var fault = FileDiagnostic(
        .platformLimit, "long", at: SourceRange(Mark(index: index, line: 1, column: 1), to: index))
      fault.severity = .warning
      faults.add(fault)
    }
    faults.add(FileDiagnostic(.unknownKey, "unknown", at: SourceRange(.start, to: 0)))
    #expect(faults.omittedWarnings == 7)
    #expect(faults.omitted == 0)
    #expect(faults.list.last?.code == .unknownKey)
  }
}
