import Testing

@testable import CommandLineKit

@Suite("Parsing a command line")
struct ArgumentParserTests {
  private enum Colour: String, CaseIterable, Sendable {
    case red, green
  }

  private struct Group: Sendable, Equatable {
    var names: [String] = []
    var limit: Int?
  }

  private struct Target: Sendable, Equatable {
    var isQuiet = false
    var file: String?
    var colour: Colour?
    var count = 3
    var group = Group()
  }

  private let options: [Option<Target>] =
    [
      .flag("quiet", short: "q", \.isQuiet, "Less"), .text("file", "FILE", \.file, "Where"),
      .choice("colour", "COLOUR", \.colour, "Which"), .number("count", in: 1...9, \.count, "How many"),
    ]
    + [
      Option<Group>.texts("name", "NAME", \.names, "Who"), .number("limit", in: 0...Int.max, \.limit, "At most"),
    ].within(\.group)

  private func parse(_ words: String...) -> ArgumentParser<Target>.Result {
    ArgumentParser(options).parse(words, into: Target())
  }

  @Test func `each option sets its property, also in a shared group`() {
    let result = parse("-q", "--file=a=b", "--colour", "red", "--count", "9", "--name", "x", "--name=y", "--limit", "0")
    var expected = Target(isQuiet: true, file: "a=b", colour: .red, count: 9)
    expected.group = Group(names: ["x", "y"], limit: 0)
    #expect(result.target == expected && result.faults.isEmpty && result.operands.isEmpty)
  }

  @Test func `everything after two hyphens is an operand`() {
    let result = parse("a", "--quiet", "-", "--", "--file", "-x")
    #expect(result.operands == ["a", "-", "--file", "-x"] && result.target.isQuiet && result.target.file == nil)
  }

  @Test func `a value may be empty or begin with a hyphen`() {
    #expect(parse("--file=").target.file?.isEmpty == true)
    #expect(parse("--file", "-q").target == Target(file: "-q"))
  }

  @Test func `parsing continues after a fault`() {
    let result = parse("--fiel", "--quiet=1", "--colour", "rde", "--count", "0", "--limit=-1", "--name")
    #expect(
      result.faults == [
        "unknown option --fiel; did you mean --file?", "--quiet takes no value",
        "--colour takes one of red, green, not \"rde\"; did you mean red?",
        "--count takes a whole number, 1 to 9, not \"0\"", "--limit takes a whole number, 0 or more, not \"-1\"",
        "--name needs a value: NAME",
      ])
  }

  @Test func `an option that is not repeatable is given once, a flag as often as one likes`() {
    #expect(parse("--file", "a", "--file", "b").faults == ["--file is given twice"])
    #expect(parse("-q", "--quiet").faults.isEmpty)
  }

  @Test(arguments: ["-h", "--help"])
  func `help may be requested anywhere but after two hyphens`(_ word: String) {
    #expect(parse("a", word).wantsHelp && !parse("--", word).wantsHelp)
    #expect(parse("--help=yes").faults == ["--help takes no value"])
  }
}
