import Testing
import TokenModel

struct TroubleshootingTests {
  @Test
  func `troubleshooting has an entry for each diagnostic code, in the order of the codes, and no other`() throws {
    let page = try MarkdownPage("docs/troubleshooting.md")
    let entries = page.prose.compactMap { $0.firstMatch(of: /^### `([a-z-]+)`$/).map { String($0.1) } }
    #expect(entries == DiagnosticCode.allCases.map(\.rawValue))
    #expect(page.prose.filter { $0.hasPrefix("###") }.count == entries.count)
  }

  @Test
  func `every entry of troubleshooting says something`() throws {
    let lines = try MarkdownPage("docs/troubleshooting.md").prose.filter { !$0.isEmpty }
    for (line, next) in zip(lines, lines.dropFirst() + ["#"]) where line.hasPrefix("###") {
      #expect(!next.hasPrefix("#"), "\(line) has no text")
    }
  }
}
