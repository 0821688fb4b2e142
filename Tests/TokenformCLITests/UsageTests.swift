import CommandLineKit
import TestSupport
import Testing

@testable import TokenformCLI

@Suite("Help and usage")
struct UsageTests {
  @Test func `help fits into eighty columns`() {
    for text in [Overview.text] + Commands.program.commands.map({ HelpText.text(for: $0, of: "tokenform") }) {
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
      #expect(text.hasSuffix("\n"))
    }
  }

  @Test func `the overview is as recorded`() async {
    let world = TestWorld()
    #expect(await world.run("--help") == .done)
    Golden().expect(world.output.text, in: "help.txt")
  }

  @Test(arguments: Commands.program.commands.map(\.name))
  func `the help of each command is as recorded`(_ command: String) async {
    for arguments in [[command, "--help"], [command, "-h"], ["help", command]] {
      let world = TestWorld()
      #expect(await Tokenform.run(in: world.world(arguments)) == .done)
      #expect(world.errors.text.isEmpty)
      Golden().expect(world.output.text, in: "help-\(command).txt")
    }
  }

  @Test func `every example is a command line that works`() throws {
    for example in Commands.program.commands.flatMap(\.examples) {
      let words = example.line.split(separator: " ").map(String.init)
      let command = try #require(Commands.named(words[1]))
      #expect(throws: Never.self) { _ = try command.parse(Array(words.dropFirst(2))) }
    }
  }

  @Test(arguments: [["--help"], ["-h"], ["help"]])
  func `the overview names every command and exit code`(_ arguments: [String]) async {
    let world = TestWorld()
    #expect(await Tokenform.run(in: world.world(arguments)) == .done)
    for word in Commands.program.commands.map(\.name) + ["130", "MPT_API_TOKEN", "MPT_API_BASE_URL", "NO_COLOR"] {
      #expect(world.output.text.contains(word), "\(word)")
    }
    #expect(world.errors.text.isEmpty)
  }

  @Test func `the version is printed`() async {
    let world = TestWorld()
    #expect(await world.run("--version") == .done)
    #expect(world.output.text == "tokenform \(Tokenform.version) (development build)\n")
  }

  @Test(arguments: [
    (["paln"], "plan"), (["aply"], "apply"), (["--hepl"], "--help"), (["--verison"], "--version"),
    (["help", "vaildate"], "validate"), (["plan", "--detailed-exit-code"], "--detailed-exitcode"),
    (["plan", "--auto-approve"], "--auto-approve"),
  ])
  func `what is not known is an error that names the nearest`(_ arguments: [String], _ word: String) async {
    let world = TestWorld()
    #expect(await Tokenform.run(in: world.world(arguments)) == .failed)
    #expect(world.errors.text.contains("unknown") && world.errors.text.contains(word), "\(world.errors.text)")
    #expect(world.output.text.isEmpty)
  }

  @Test(arguments: [
    ["SECRET"], ["help", "SECRET"], ["--SECRET"], ["plan", "--token", "SECRET"], ["plan", "--token=SECRET"],
    ["plan", "--target", "SECRET"], ["plan", "--format=SECRET"], ["plan", "--max-grants", "SECRET"],
    ["plan", "--endpoint", "SECRET"], ["plan", "--token-file", "SECRET"], ["plan", "SECRET"],
  ])
  func `a secret on the command line is not repeated`(_ arguments: [String]) async {
    for secret in ["idt:TKN-0000-0001:CANARY", "CANARY0123456789opaque"] {
      let world = TestWorld(environment: ["MPT_API_TOKEN": secret, "MPT_API_BASE_URL": "ftp://x"])
      let words = arguments.map { $0.replacing("SECRET", with: secret) }
      #expect(await Tokenform.run(in: world.world(words)) == .failed)
      #expect(!(world.output.text + world.errors.text).contains("CANARY"), "\(world.errors.text)")
    }
  }

  @Test func `what a terminal would act on is shown as an escape`() async {
    let world = TestWorld()
    #expect(await world.run("plan", "--format", "\u{1B}[31m\n::error::\u{202E}") == .failed)
    #expect(world.errors.text.contains(#"\u{1B}[31m\n::error::\u{202E}"#), "\(world.errors.text)")
  }

  @Test func `without a command the overview is an error`() async {
    let world = TestWorld()
    #expect(await world.run() == .failed)
    #expect(world.errors.text == Overview.text && world.output.text.isEmpty)
  }

  @Test func `output that cannot be written is an error`() async {
    var world = TestWorld()
    world.output = CapturingSink(fault: .failed("No space left on device"))
    #expect(await world.run("--version") == .failed)
    #expect(world.errors.text.contains("No space left on device"))
    world.errors = CapturingSink()
    world.output = CapturingSink(fault: .closed)
    #expect(await world.run("--version") == .failed)
    #expect(world.errors.text.contains("was closed before everything was written"))
  }
}
