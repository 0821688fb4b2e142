import Foundation
import TestSupport
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
    for name in [".hidden.yaml", ".git/a.yaml", ".HIDDEN.YAML", "notes.txt", "a.yaml.bak", "yaml"] {
      try directory.write("no: [yaml", to: name)
    }
    let loaded = directory.load("")
    #expect(loaded.diagnostics == [])
    #expect(ids(loaded) == ["1", "2", "3", "4"])
    #expect(loaded.fileCount == 4)
    #expect(loaded.tokens.map(\.position.file).first == directory.path + "/a.yml")
  }

  @Test func `A YAML file is one whatever the case of its ending`() throws {
    let directory = try TemporaryDirectory()
    for (number, name) in ["a.YAML", "b.Yml", "c.YML", "d.yAmL"].enumerated() {
      try directory.write(token(number), to: name)
    }
    #expect(ids(directory.load("")) == ["0", "1", "2", "3"])
  }

  @Test func `A name that is not UTF-8 is an error, also beside one that reads alike`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "\u{FFFD}.yaml")
    let names: [[UInt8]] = [[0xFF], [0x61, 0xE2, 0x82], [0xC3, 0xA9, 0xFE]]
    for name in names { create(name + Array(".yaml".utf8), in: directory) }
    for skipped in [[0xFF] + Array(".txt".utf8), Array(".hidden".utf8) + [0xFF] + Array(".yaml".utf8)] {
      create(skipped, in: directory)
    }
    #expect(mkdir((Array((directory.path + "/z").utf8) + [0xFE, 0]).map { CChar(bitPattern: $0) }, 0o700) == 0)
    let loaded = directory.load("")
    #expect(ids(loaded) == ["1"])
    #expect(loaded.diagnostics.allSatisfy { $0.code == .unreadableFile })
    #expect(
      loaded.diagnostics.map(\.message)
        == [#"\xFF.yaml"#, #"a\xE2\x82.yaml"#, #"z\xFE"#, #"é\xFE.yaml"#].map {
          "the name of \"\(directory.path)/\($0)\" is not valid UTF-8"
        })
  }

  private func create(_ name: [UInt8], in directory: TemporaryDirectory) {
    let path = (Array((directory.path + "/").utf8) + name).map { CChar(bitPattern: $0) } + [0]
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
  }

  @Test func `A link to a path that is not UTF-8 says so`() throws {
    let directory = try TemporaryDirectory()
    create([0xFF], in: directory)
    let target = [CChar(bitPattern: 0xFF), 0]
    #expect(symlink(target, directory.path + "/l.yaml") == 0)
    let messages = directory.load("l.yaml").diagnostics.map(\.message)
    #expect(messages == ["\"\(directory.path)/l.yaml\" cannot be read: its path is not valid UTF-8"])
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

  @Test func `A path that is a link itself may not lead out of the directory that it is in`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "outside/one.yaml")
    try directory.write(token(2), to: "inside/store/two.yaml")
    try directory.link("inside/tokens", to: "../outside")
    try directory.link("inside/one.yaml", to: "../outside/one.yaml")
    try directory.link("inside/near", to: "store")
    for path in ["inside/tokens", "inside/tokens/", "inside/one.yaml"] {
      let loaded = directory.load(path)
      #expect(loaded.diagnostics.map(\.code) == [.linkLeadsOutside])
      #expect(loaded.diagnostics.first?.help?.text(.sample).contains(directory.path + "/outside") == true)
    }
    #expect(ids(directory.load("inside/near")) == ["2"])
    #expect(ids(directory.load("inside/../outside")) == ["1"])
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
    let loaded = TokenFileLoader.load(paths: ["/dev/zero"], mask: SecretMask())
    #expect(loaded.diagnostics.map(\.code) == [.notARegularFile])
  }

  @Test func `A pipe is refused as what it is, though it has no path`() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let directory = try TemporaryDirectory()
    try directory.link("pipe.yaml", to: "/dev/fd/\(ends[0])")
    for loaded in [directory.load(""), TokenFileLoader.load(paths: ["/dev/fd/\(ends[0])"], mask: SecretMask())] {
      #expect(loaded.diagnostics.map(\.code) == [.notARegularFile])
    }
  }

  @Test func `Standard input is not read, and a file of its sign's name is`() throws {
    let refused = TokenFileLoader.load(paths: ["-"], mask: SecretMask()).diagnostics
    #expect(refused.map(\.code) == [.notARegularFile])
    #expect(refused.first?.message.contains("standard input is not read") == true)
    let directory = try TemporaryDirectory()
    try directory.write(token(1), to: "-")
    #expect(ids(directory.load("-")) == ["1"])
  }

  @Test func `a path that does not exist is reported by name, and the others are still read`() throws {
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
    let loaded = TokenFileLoader.load(paths: [], mask: SecretMask())
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

  @Test func `a token that two files name is reported at the second, with the place of the first`() throws {
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
    let loaded = TokenFileLoader.loadBase(
      root: directory.path, paths: ["files"], head: LoadedTokenFiles.none,
      mask: SecretMask())
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

  @Test func `files without tokens are an error only if nothing else is wrong`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("account: ACC-5563-4382", to: "a.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.noTokens])
    try directory.write("colour: red", to: "b.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.unknownKey])
  }
}
