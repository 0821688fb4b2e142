import FoundationEssentials
import TestSupport
import Testing

@Suite("The page of commands")
struct CommandPageTests {
  /// `TOKENFORM_UPDATE_GOLDEN=1 swift test --filter CommandPageTests` writes the page and the manual again.
  @Test func `the page is generated from the help texts`() {
    Golden(in: "docs").expect(CommandPage.text, in: "commands.md")
  }

  @Test func `the manual is generated from the help texts`() throws {
    for page in ManualPage.all { Golden(in: "docs/man").expect(page.text, in: page.name + ".1") }
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "docs/man").path)
    #expect(Set(files) == Set(ManualPage.all.map { $0.name + ".1" }))
  }
}
