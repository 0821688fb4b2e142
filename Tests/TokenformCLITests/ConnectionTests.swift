import MarketplaceAPI
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Credential and endpoint")
struct ConnectionTests {
  private let secret = "idt:TKN-0000-0001:CANARY"

  @Test func `both come from the environment`() throws {
    let world = TestWorld(environment: ["MPT_API_TOKEN": secret, "MPT_API_BASE_URL": "https://api.test/public/v1/"])
    let connection = try #require(try world.connection().connection)
    #expect(connection.credential.tokenID == "TKN-0000-0001")
    #expect(connection.endpoint.text == "https://api.test")
    #expect(!"\(connection)".contains("CANARY"))
  }

  @Test func `the command line has precedence`() throws {
    let world = TestWorld(
      environment: ["MPT_API_TOKEN": "idt:TKN-0000-0009:x", "MPT_API_BASE_URL": "nonsense"],
      files: ["-": secret, "file": "\n \(secret)\r\n"])
    for source in ["-", "file"] {
      let connection = try #require(
        try world.connection("--token-file", source, "--endpoint", "http://127.0.0.1:1").connection)
      #expect(connection.credential.tokenID == "TKN-0000-0001")
      #expect(connection.endpoint.text == "http://127.0.0.1:1")
    }
  }

  @Test func `an empty variable is as good as none`() throws {
    let world = TestWorld(environment: ["MPT_API_TOKEN": "", "MPT_API_BASE_URL": ""])
    #expect((try world.connection()).faults.map(\.code) == [.noCredential])
  }

  @Test(arguments: [
    "", " \n\t", "two words", "two\nlines", "idt:TKN-0000-0001:CANARY\u{0}", "idt:TKN-0000-0001:CANARY\u{7F}",
    "idt:TKN-0000-0001:CANÄRY",
  ])
  func `what is no credential is refused without showing it`(_ content: String) throws {
    let world = TestWorld(files: ["secret.txt": content])
    let found = (try world.connection("--token-file", "secret.txt")).faults
    #expect(found.map(\.code) == [.badCredential])
    #expect(found.first?.message.contains("secret.txt") == true)
    #expect(!"\(found)".contains("CAN"))
  }

  @Test func `a file that cannot be read says why`() throws {
    let found = (try TestWorld(environment: ["MPT_API_TOKEN": secret]).connection("--token-file=gone")).faults
    #expect(found.map(\.code) == [.badCredential])
    #expect(found.first?.message.contains("No such file") == true && found.first?.message.contains("gone") == true)
    let long = TestWorld(files: ["long": String(repeating: "x", count: 20_000)])
    #expect((try long.connection("--token-file=long")).faults.first?.message.contains("more than") == true)
  }

  @Test(arguments: ["http://example.com", "ftp://localhost", "example.com", "https://user:CANARY@host"])
  func `an invalid endpoint is reported together with the missing credential`(_ endpoint: String) throws {
    let found = (try TestWorld().connection("--endpoint", endpoint)).faults
    #expect(found.map(\.code) == [.badEndpoint, .noCredential])
    #expect(!"\(found)".contains("CANARY"))
  }

  @Test func `faults of the files are reported in the same run`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write("tokens:\n  TKN-0000-0001:\n    nmae: x\n", to: "a.yaml")
    let world = TestWorld(environment: ["MPT_API_BASE_URL": "ftp://x"])
    #expect(await world.run("plan", file) == .failed)
    for code in ["[bad-endpoint]", "[no-credential]", "[unknown-key]"] {
      #expect(world.errors.text.contains(code), "\(code)")
    }
    #expect(!world.output.text.contains("[no-credential]"))
  }

  @Test(arguments: ["validate", "plan", "apply --dry-run"])
  func `a line that contains the credential is not quoted, even if the endpoint is invalid`(_ command: String)
    async throws
  {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write("tokens:\n  TKN-0000-0001:\n    nmae: CANARY0123456789opaque\n", to: "a.yaml")
    let world = TestWorld(environment: ["MPT_API_TOKEN": "CANARY0123456789opaque\n", "MPT_API_BASE_URL": "ftp://x"])
    #expect(await Tokenform.run(in: world.world(command.split(separator: " ").map(String.init) + [file])) == .failed)
    #expect(world.errors.text.contains(":3:5") && !world.errors.text.contains("nmae:"), "\(world.errors.text)")
    #expect(!(world.output.text + world.errors.text).contains("CANARY"))
  }

  @Test func `validate needs neither`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let file = try directory.write("tokens:\n  TKN-0000-0001:\n    name: x\n", to: "a.yaml")
    let world = TestWorld()
    #expect(await world.run("validate", file) == .done)
    #expect(world.output.text == "1 token in 1 file: no errors found.\n" && world.errors.text.isEmpty)
  }
}
