import Testing

@testable import MarketplaceSandbox

@Suite("Options and seeds")
struct OptionTests {
  @Test(arguments: [
    (["--sede", "x"], #"there is no option "--sede", did you mean "--seed"?"#),
    (["extra"], #"there is no option "extra""#),
    (["--seed"], "--seed needs a value"),
    (["--null-total=yes"], "--null-total takes no value"),
    (["--port", "70000"], #"--port takes a number from 0 to 65535, not "70000""#),
    (["--port", "1", "--port", "2"], "--port stands twice"),
    (["--answers", "new"], #"--answers takes current or older, not "new""#),
    (["--seed", "a", "--modules", "3"], "--modules makes up an account and --seed reads one: use one of the two"),
    (["--seed", "a", "--tokens", "3"], "--tokens makes up an account and --seed reads one: use one of the two"),
    (
      ["--drop-writes", "nmae"],
      #"--drop-writes takes name, description, icon, modules, extensions, not "nmae", did you mean "name"?"#
    ),
    (["--fault", "throtle"], #"there is no fault "throtle", did you mean "throttle"?"#),
    (
      ["--fault", "throttle:last=1"],
      #"a fault hits first=N, at=N, every=N (from 1) or p=PROBABILITY (0 to 1), not "last=1""#
    ),
  ])
  func `A faulty command line is refused, and what was meant is named`(arguments: [String], message: String) {
    let error = #expect(throws: OptionError.self) { try SandboxOptions(arguments: arguments) }
    #expect(error?.description == message)
  }

  @Test
  func `the help names every option`() {
    for option in SandboxOption.all { #expect(SandboxHelp.text.contains("  \(option.name) ")) }
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
      "MOD-1 stands twice", "tokens[0].name: a token needs a name", "MOD-2 is not one of the seed's modules",
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
  func `A made-up account has as many different tokens as asked for, the caller's first`() {
    let tokens = SampleData.state(tokens: 100_000).tokens
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
