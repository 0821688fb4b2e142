import Glibc
import TestSupport
import Testing

@testable import FileAccess

@Suite struct FileSystemTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func path(_ name: String) -> String { "\(directory.path)/\(name)" }

  private func names() throws -> [String] {
    try FileSystem.entries(of: directory.path).map { String(decoding: $0.name, as: UTF8.self) }.sorted()
  }

  @Test func `A new file is for its owner alone, and whole`() throws {
    try FileSystem.writeFile(Array("new".utf8), to: path("a"))
    #expect(try directory.read("a") == "new")
    #expect(try FileStatus(of: path("a")).permissions == 0o600)
    #expect(try names() == ["a"])
  }

  @Test(arguments: [true, false])
  func `a replaced file keeps its permissions on request`(keepsMode: Bool) throws {
    try directory.write("old", to: "a")
    #expect(chmod(path("a"), 0o640) == 0)
    try FileSystem.writeFile(Array("new".utf8), to: path("a"), keepsMode: keepsMode)
    #expect(try directory.read("a") == "new")
    #expect(try FileStatus(of: path("a")).permissions == (keepsMode ? 0o640 : 0o600))
    #expect(try names() == ["a"])
  }

  @Test func `A file that must not be replaced stays, and no temporary file remains`() throws {
    try directory.write("old", to: "a")
    #expect(throws: Errno.alreadyExists) {
      try FileSystem.writeFile(Array("new".utf8), to: path("a"), replacing: false)
    }
    try FileSystem.writeFile(Array("new".utf8), to: path("b"), replacing: false)
    #expect(try directory.read("a") == "old")
    #expect(try directory.read("b") == "new")
    #expect(try names() == ["a", "b"])
  }

  @Test func `A file that is being written has no name that a killed process could leave behind`() throws {
    try requireNamelessFiles()
    let file = try FileDescriptor(opening: directory.path, O_WRONLY | FileSystem.nameless)
    try file.writeAll(Array("half".utf8))
    #expect(try names() == [])
    try file.close()
    #expect(try names() == [])
  }

  @Test func `What a process left behind that was killed while it replaced a file goes with the next write`() throws {
    try requireNamelessFiles()
    try directory.write("old", to: "a")
    try directory.write("killed", to: FileSystem.secondName(of: "a"))
    try FileSystem.writeFile(Array("new".utf8), to: path("a"))
    #expect(try directory.read("a") == "new")
    #expect(try names() == ["a"])
  }

  @Test(arguments: [true, false])
  func `A new file has no other name before its own, so that a killed process leaves none`(replacing: Bool) throws {
    try requireNamelessFiles()
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    #expect(inotify_add_watch(watch, directory.path, UInt32(IN_CREATE | IN_MOVED_TO)) >= 0)
    try FileSystem.writeFile(Array("new".utf8), to: path("a"), replacing: replacing)
    var buffer = [UInt8](repeating: 0, count: 4096)
    // One event: its head of 16 bytes, and the name, padded to another 16.
    #expect(read(watch, &buffer, buffer.count) == 32)
    #expect(buffer[16..<18] == [UInt8(ascii: "a"), 0])
  }

  @Test func `A file is replaced even if something has its second name`() throws {
    try directory.write("old", to: "a")
    try directory.write("", to: FileSystem.secondName(of: "a") + "/in-the-way")
    try FileSystem.writeFile(Array("new".utf8), to: path("a"))
    #expect(try directory.read("a") == "new")
    #expect(try names() == ["a", FileSystem.secondName(of: "a")])
  }

  @Test func `A write that fails leaves no temporary file`() throws {
    try FileSystem.makeDirectory(path("a"))
    #expect(throws: Errno(EISDIR)) { try FileSystem.writeFile([], to: path("a")) }
    #expect(throws: Errno.notFound) { try FileSystem.writeFile([], to: path("none/b")) }
    #expect(try names() == ["a"])
  }

  @Test func `A directory may exist, but not below a file`() throws {
    try FileSystem.makeDirectory(path("a"))
    try FileSystem.makeDirectory(path("a"))
    try directory.write("", to: "file")
    #expect(throws: Errno.notADirectory) { try FileSystem.makeDirectory(path("file/b")) }
  }

  @Test func `Two paths of one file have one identity, and a link has its own`() throws {
    try directory.write("12345", to: "a")
    try directory.link("l", to: "a")
    let file = try FileStatus(of: path("a"))
    #expect(try FileStatus(following: path("l")).identity == file.identity)
    #expect(try FileStatus(of: path("l")).identity != file.identity)
    #expect(try FileStatus(of: path("l")).kind == .link)
    #expect(try FileDescriptor(opening: path("l"), O_RDONLY).status().identity == file.identity)
    #expect(file.kind == .regular && file.size == 5)
  }

  @Test func `A path is resolved through links, or says why not`() throws {
    try directory.write("", to: "d/a")
    try directory.link("l", to: "d")
    #expect(try FileSystem.resolve(path("l/../d/./a")) == FileSystem.resolve(path("d/a")))
    #expect(throws: Errno.notFound) { try FileSystem.resolve(path("none")) }
    #expect(mkdir(bytes(of: "d/") + [CChar(bitPattern: 0xFF), 0], 0o700) == 0)
    #expect(symlink([CChar(bitPattern: 0xFF), 0], path("d/odd")) == 0)
    #expect(throws: Errno.notUTF8) { try FileSystem.resolve(path("d/odd")) }
  }

  @Test func `A directory gives every name as its bytes, and says which are of regular files`() throws {
    try directory.write("", to: ".a")
    #expect(mkdir(bytes(of: "") + [CChar(bitPattern: 0xFF), 0], 0o700) == 0)
    let entries = try FileSystem.entries(of: directory.path).sorted { $0.name.lexicographicallyPrecedes($1.name) }
    #expect(entries.map(\.name) == [Array(".a".utf8), [0xFF]])
    #expect(entries.map(\.isRegular) == [true, false])
    #expect(throws: Errno.notADirectory) { try FileSystem.entries(of: path(".a")) }
  }

  private func requireNamelessFiles() throws {
    guard (try? FileDescriptor(opening: directory.path, O_WRONLY | FileSystem.nameless)) != nil else {
      try Test.cancel("this file system has no files without a name")
    }
  }

  /// A path's bytes without the NUL at their end.
  private func bytes(of name: String) -> [CChar] { Array(path(name).utf8CString.dropLast()) }
}
