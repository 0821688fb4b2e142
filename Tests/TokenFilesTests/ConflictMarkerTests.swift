import Testing
import TokenModel

@testable import TokenFiles

@Suite struct ConflictMarkerTests {
  private let conflict = "<<<<<<< HEAD\n    name: A\n||||||| base\n    name: C\n=======\n    name: B\n>>>>>>> rename\n"

  @Test func `each merge conflict is reported where it begins, and nothing else is`() {
    let merge = read("tokens:\n  TKN-0000-0001:\n\(conflict)  TKN-0000-0002:\n\(conflict)")
    #expect(merge.codes == [.yamlSyntax, .yamlSyntax])
    #expect(merge.diagnostics.map { $0.position?.line } == [3, 11])
    #expect(merge.diagnostics.allSatisfy { $0.message.contains("unresolved merge") })
    #expect(merge.diagnostics.first?.excerpt?.line == "<<<<<<< HEAD")
  }

  @Test func `A conflict at the first line, with CR LF, or inside a text that YAML would take is found`() {
    #expect(read(conflict.replacing("\n", with: "\r\n")).codes == [.yamlSyntax])
    #expect(read("tokens: {TKN-0000-0001: {icon: \"a\n\(conflict)\"}}").codes == [.yamlSyntax])
  }

  @Test func `A text about markers that is indented is a text`() {
    let text = "tokens:\n  TKN-0000-0001:\n    description: |\n"
    let lines = conflict.split(separator: "\n").map { "      \($0)\n" }.joined()
    #expect(read(text + lines).codes == [])
    #expect(read("tokens: {TKN-0000-0001: {}}\n# >>>>>>> x\n").codes == [])
  }
}
