import Foundation
import FuzzTargets
import Testing

/// Every input that was worth keeping is taken again: the corpora, and the token files that other tests read.
@Suite struct CorpusTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
  static let tokenFiles = root.deletingLastPathComponent().appending(path: "TokenFilesTests/Fixtures")

  static func files(of target: String) -> [URL] {
    let corpus = files(in: root.appending(path: "Corpus/\(target)"))
    guard target.hasPrefix("yaml") else { return corpus }
    return corpus + ["good", "bad"].flatMap { files(in: tokenFiles.appending(path: $0)) }
  }

  private static func files(in directory: URL) -> [URL] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
    return (names ?? []).sorted().map { directory.appending(path: $0) }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `every input of a corpus keeps its invariants`(name: String) async throws {
    let target = try #require(FuzzTarget.named(name))
    let files = Self.files(of: name)
    #expect(!files.isEmpty, "\(name) has no corpus")
    for file in files {
      let bytes = try [UInt8](Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.check(bytes) }
      // Other tests wait for this thread.
      await Task.yield()
    }
  }

  @Test func `Every corpus belongs to a target`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Corpus").path)
    #expect(Set(names).isSubset(of: FuzzTarget.all.map(\.name)))
  }
}
