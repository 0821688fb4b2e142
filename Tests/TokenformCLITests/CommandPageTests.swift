import TestSupport
import Testing

@testable import TokenformCLI

@Suite("The page of commands")
struct CommandPageTests {
  /// `TOKENFORM_UPDATE_GOLDEN=1 swift test --filter CommandPageTests` writes the page anew.
  @Test func thePageIsWhatTheTableSays() {
    Golden(in: "docs").expect(CommandPage.text, in: "commands.md")
  }

  @Test func thePageNamesAllThatEachCommandTakes() throws {
    for command in Command.all {
      let sections = CommandPage.text.split(separator: "\n## ")
      let section = try #require(sections.first { $0.hasPrefix("tokenform \(command.name.rawValue)\n") })
      for option in command.options { #expect(section.contains("`--\(option.name)"), "\(command.name) \(option.name)") }
    }
  }
}
