import CommandLineKit
import TestSupport
import Testing

@testable import MarketplaceSandbox

@Suite("Options and seeds")
struct OptionTests {
  @Test(arguments: [
    (["--sede=x"], "unknown option --sede; did you mean --seed?"),
    (["extra"], #"unexpected operand "extra""#),
    (["--seed"], "--seed needs a value: FILE"), (["--state="], "--state needs a value"),
    (["--token", ""], "--token needs a value"), (["--null-total=yes"], "--null-total takes no value"),
    (["--port", "70000"], #"--port takes a whole number, 0 to 65535, not "70000""#),
    (["--port", "1", "--port", "2"], "--port is given twice"),
    (["--answers", "new"], #"--answers takes one of current, older, not "new""#),
    (["--reject-lists", "404"], #"--reject-lists takes one of 400, 403, not "404"; did you mean 400?"#),
    (
      ["--seed", "a", "--modules", "3"],
      "--modules changes the sample account, and --seed replaces it: use one of the two"
    ),
    (
      ["--tokens", "3", "--seed", "a"],
      "--tokens changes the sample account, and --seed replaces it: use one of the two"
    ),
    (
      ["--drop-writes", "nmae"],
      #"--drop-writes takes one of name, description, icon, modules, extensions, not "nmae"; did you mean name?"#
    ),
    (["--fault", "throtle"], #"unknown fault "throtle"; did you mean throttle?"#),
    (
      ["--fault", "throttle:last=1"],
      #"a fault applies to first=N, at=N, every=N (from 1) or p=PROBABILITY (0 to 1), not "last=1""#
    ),
  ])
  func `A faulty command line is refused, and what was meant is named`(arguments: [String], message: String) {
    #expect(throws: UsageError(message)) { try SandboxOptions(arguments: arguments) }
  }

  @Test func `everything that is wrong is named at once`() {
    let error = #expect(throws: UsageError.self) {
      try SandboxOptions(arguments: ["--port", "x", "--tokens", "0", "y"])
    }
    #expect(error?.sentences.count == 3)
  }

  @Test(arguments: [["--answers", "older", "--refuse-read-only"], ["--refuse-read-only", "--answers", "current"]])
  func `the edition of the rules is chosen before single rules, wherever it is on the line`(arguments: [String]) throws
  {
    let flags = ["--explicit-nulls", "--unchecked-modules"]
    let options = try SandboxOptions(arguments: flags + arguments)
    let edition = try #require(PlatformRules.Edition(rawValue: arguments.last == "current" ? "current" : "older"))
    var expected = PlatformRules(edition)
    expected.answersNulls = true
    expected.checksModules = false
    expected.acceptsReadOnly = false
    #expect(options.rules == expected)
  }

  @Test func `the options of a sample account go together in any order`() throws {
    let options = try SandboxOptions(arguments: ["--account-type=Vendor", "--modules", "3", "--tokens", "9"])
    var expected = SandboxOptions.Sample(tokens: 9)
    expected.modules = 3
    expected.accountType = .vendor
    #expect(options.source == .sample(expected))
  }

  @Test func `the help is laid out in 80 columns`() {
    #expect(SandboxHelp.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    Golden().expect(SandboxHelp.text, in: "help.txt")
  }

  @Test
  func `A seed is refused with everything that is wrong with it`() {
    let seed = """
      {"account": {"id": "ACC-1", "name": "A"}, "modules": [{"id": "MOD-1", "name": "M"}, {"id": "MOD-1", "name": "N"}],
       "tokens": [{"id": "TKN-1", "name": "", "modules": [{"id": "MOD-2"}], "colour": "red", "status": "Lost"}]}
      """
    let error = #expect(throws: StartError.self) { try marketplace(seed: seed) }
    let message = error?.description ?? ""
    for part in [
      "MOD-1 is listed twice", "tokens[0].name: a token needs a name", "MOD-2 is not one of the seed's modules",
      #"there is no property "colour""#, #"Active, Disabled, Deleted is expected, not "Lost""#,
    ] {
      #expect(message.contains(part))
    }
  }

  @Test
  func `the state has the shape of a seed, and gives the same state again`() throws {
    var marketplace = try marketplace()
    #expect(marketplace.put("TKN-0000-0002", #"{"icon": "/i.png", "modules": [{"id": "MOD-0003"}]}"#).status == 200)
    let again = try MarketplaceSandboxTests.marketplace(seed: marketplace.state.seed.prettyText)
    #expect(again.state.tokens == marketplace.state.tokens)
    #expect(again.state.seed == marketplace.state.seed)
  }

  @Test
  func `a sample account has the requested number of distinct tokens, the caller's first`() {
    let tokens = SampleData.state(SandboxOptions.Sample(tokens: 100_000)).tokens
    #expect(Set(tokens.map(\.id)).count == 100_000)
    #expect(Set(tokens.map(\.name)).count == 100_000)
    #expect(tokens.first?.id == "TKN-0000-0001")
    #expect(tokens.allSatisfy { Set($0.modules.map(\.module.id)).count == $0.modules.count })
  }

  @Test
  func `the secret that callers send is shown on their own token`() throws {
    var options = try SandboxOptions(arguments: ["--token", "idt:TKN-0000-0002:other"])
    options.source = .json(smallSeed)
    let state = try MarketplaceState(options)
    #expect(state.tokens[1].secret == "idt:TKN-0000-0002:other")
  }
}
