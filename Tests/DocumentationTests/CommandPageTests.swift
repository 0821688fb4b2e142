import TestSupport
import Testing

@Suite("The page of commands")
struct CommandPageTests {
  /// `TOKENFORM_UPDATE_GOLDEN=1 swift test --filter CommandPageTests` writes the page again.
  @Test func `the page is generated from the help texts`() {
    Golden(in: "docs").expect(CommandPage.text, in: "commands.md")
  }
}
