import Foundation
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct FileWalkTests {
  private func token(_ number: Int) -> String { "tokens: {TKN-0000-000\(number): {}}\n" }

  private func ids(_ loaded: LoadedTokenFiles) -> [String] { loaded.tokens.map { String($0.id.rawValue.suffix(1)) } }

  @Test func `A directory is walked for YAML files in sorted order, without hidden entries`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(3), to: "b/c.yaml")
    try directory.write(token(1), to: "a.yml")
    try directory.write(token(2), to: "b/a.yaml")
    try directory.write(token(4), to: "z.yaml")
    for name in [".hidden.yaml", ".git/a.yaml", "notes.txt", "a.yaml.bak", "a.YAML"] {
      try directory.write("no: [yaml", to: name)
    }
    let loaded = directory.load("")
    #expect(loaded.diagnostics == [])
    #expect(ids(loaded) == ["1", "2", "3", "4"])
    #expect(loaded.fileCount == 4)
    #expect(loaded.tokens.map(\.position.file).first == directory.path + "/a.yml")
  }

  @Test func `Many files that are read side by side come out in their order, with their faults`() throws {
    let directory = try TemporaryDirectory()
    let numbers = (1000..<1200).map { "\($0)" }
    for number in numbers.reversed() {
      // The first are the longest, so that later ones are through before them.
      let padding = String(repeating: "# long\n", count: 20 * (1200 - (Int(number) ?? 0)))
      try directory.write(padding + "tokens: {TKN-0000-\(number): {nam: x}}\n", to: number + ".yaml")
    }
    let loaded = directory.load("")
    #expect(loaded.tokens.map { String($0.id.rawValue.suffix(4)) } == numbers)
    #expect(loaded.diagnostics.map(\.position?.file) == numbers.map { "\(directory.path)/\($0).yaml" })
  }

  @Test func `A file that is named is read whatever its name`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: ".billing.txt")
    #expect(ids(directory.load(".billing.txt")) == ["1"])
  }

  @Test func `A file that is reached twice is read once`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "z/one.yaml")
    try directory.link("a.yaml", to: "z/one.yaml")
    try directory.link("b", to: "z")
    let loaded = directory.load("", "z", "z/one.yaml")
    #expect(loaded.diagnostics == [])
    #expect(loaded.fileCount == 1)
    #expect(loaded.tokens.map(\.position.file) == [directory.path + "/z/one.yaml"])
  }

  @Test func `A link inside the directory may lead to what is hidden, and in a circle`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: ".store/one.yaml")
    try directory.link("one.yaml", to: ".store/one.yaml")
    try directory.link("circle", to: ".")
    let loaded = directory.load("")
    #expect(loaded.diagnostics == [])
    #expect(ids(loaded) == ["1"])
  }

  @Test func `A link that leads out of the directory is an error, and is not read`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("secret", to: "outside/one.yaml")
    try directory.write(token(1), to: "tokens/one.yaml")
    try directory.link("tokens/file.yaml", to: "../outside/one.yaml")
    try directory.link("tokens/directory", to: "../outside")
    try directory.link("tokens-too", to: "tokens")
    let loaded = directory.load("tokens")
    #expect(loaded.diagnostics.map(\.code) == [.linkLeadsOutside, .linkLeadsOutside])
    #expect(ids(loaded) == ["1"])
    #expect(directory.load("tokens-too").diagnostics.map(\.code) == [.linkLeadsOutside, .linkLeadsOutside])
  }

  @Test func `A directory whose name begins like that of the walked one is outside`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(2), to: "tokens-old/one.yaml")
    try directory.write(token(1), to: "tokens/one.yaml")
    try directory.link("tokens/old", to: "../tokens-old")
    #expect(directory.load("tokens").diagnostics.map(\.code) == [.linkLeadsOutside])
  }

  @Test func `A link that leads nowhere, or to itself, is an error`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "one.yaml")
    try directory.link("gone.yaml", to: "nowhere.yaml")
    try directory.link("self.yaml", to: "self.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.unreadableFile, .unreadableFile])
  }

  @Test func `A FIFO is neither read nor waited for`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "one.yaml")
    #expect(mkfifo(directory.path + "/fifo.yaml", 0o600) == 0)
    #expect(directory.load("").diagnostics.map(\.code) == [.notARegularFile])
    #expect(directory.load("fifo.yaml").diagnostics.map(\.code) == [.notARegularFile])
    #expect(throws: FileContent.Failure.self) { try FileContent.read(directory.path + "/fifo.yaml") }
    #expect(TokenFiles.load(paths: ["/dev/zero"], mask: SecretMask()).diagnostics.map(\.code) == [.notARegularFile])
  }

  @Test func `A path that does not exist is said by its name, and the others are still read`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("tokens: {TKN-0000-0001: {colour: red}}", to: "one.yaml")
    let loaded = directory.load("none.yaml", "one.yaml", "nothing/")
    #expect(loaded.diagnostics.map(\.code) == [.unreadableFile, .unreadableFile, .unknownKey])
    #expect(loaded.diagnostics.first?.message.contains("none.yaml") == true)
  }

  @Test func `A directory without YAML files is an error`() throws {
    let directory = try TemporaryDirectory()
    #expect(directory.load("").diagnostics.map(\.code) == [.noFiles])
  }

  @Test func `Without a path the directory tokens is wanted, and missing it says what to do`() {
    let loaded = TokenFiles.load(paths: [], mask: SecretMask())
    #expect(loaded.diagnostics.map(\.code) == [.noFiles])
    #expect(loaded.diagnostics.first?.help != nil)
  }

  @Test func `Directories without end are refused`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: String(repeating: "d/", count: 100) + "one.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.tooDeep])
  }

  @Test(.enabled(if: geteuid() != 0)) func `A file that must not be read is an error`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "one.yaml")
    #expect(chmod(directory.path + "/one.yaml", 0) == 0)
    #expect(directory.load("").diagnostics.map(\.code) == [.unreadableFile])
  }

  @Test func `A file that is too large is not read`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "one.yaml")
    #expect(truncate(directory.path + "/one.yaml", Limits.fileSize + 1) == 0)
    #expect(directory.load("").diagnostics.map(\.code) == [.tooLarge])
  }

  @Test func `A token that two files name is said at the second, with the place of the first`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "a.yaml")
    try directory.write("# second\n" + token(1), to: "b.yaml")
    let diagnostic = try #require(directory.load("").diagnostics.first)
    #expect(diagnostic.code == .duplicateToken)
    #expect(diagnostic.position == SourcePosition(file: directory.path + "/b.yaml", line: 2, column: 10))
    #expect(diagnostic.message.hasSuffix("first at \(directory.path)/a.yaml:1:10"))
    #expect(diagnostic.excerpt?.column == 10)
  }

  @Test func `Of a base, tokens are placed by paths without its root, and faults by whole ones`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "files/a.yaml")
    try directory.write(token(1), to: "files/b.yaml")
    let loaded = TokenFiles.loadBase(root: directory.path, paths: ["files"], mask: SecretMask())
    #expect(loaded.tokens.map(\.position.file) == ["files/a.yaml"])
    let diagnostic = try #require(loaded.diagnostics.first)
    #expect(diagnostic.position?.file == directory.path + "/files/b.yaml")
    #expect(diagnostic.message.hasSuffix("first at \(directory.path)/files/a.yaml:1:10"))
  }

  @Test func `A file with a syntax fault does not keep the others from being read`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("tokens: [", to: "a.yaml")
    try directory.write("tokens: {TKN-0000-0001: {colour: red}}", to: "b.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.yamlSyntax, .unknownKey])
  }

  @Test func `Files that name no token are an error only where nothing else is wrong`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("account: ACC-5563-4382", to: "a.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.noTokens])
    try directory.write("colour: red", to: "b.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.unknownKey])
  }
}
