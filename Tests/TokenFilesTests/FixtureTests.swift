import Foundation
import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

/// Each `good/X.yaml` is read as `good/X.expected` says, each `bad/X.yaml` has the faults in `bad/X.expected`.
@Suite struct FixtureTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func names(in folder: String) -> [String] {
    let entries = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
    return (entries ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test(arguments: names(in: "good"))
  func `a good file is read unchanged`(name: String) {
    let loaded = load("good/\(name).yaml")
    #expect(loaded.diagnostics.map(Listing.text) == [])
    compare(loaded.tokens.map(Listing.text).joined(), with: "good/\(name).expected")
  }

  @Test(arguments: names(in: "bad"))
  func `every fault of a bad file is reported, with its line`(name: String) {
    let loaded = load("bad/\(name).yaml")
    #expect(loaded.diagnostics.containsError)
    compare(loaded.diagnostics.map(Listing.text).joined(), with: "bad/\(name).expected")
  }

  @Test func `No listing of a bad file holds a secret`() {
    for name in Self.names(in: "bad") {
      let listing = load("bad/\(name).yaml").diagnostics.map(Listing.text).joined()
      for secret in ["abcdefgh", "hidden", "whatever", "still", "folded", "over lines", "flow, value", "slipped"] {
        #expect(!listing.contains(secret), "\(name)")
      }
    }
  }

  private func load(_ path: String) -> LoadedTokenFiles {
    TokenFileLoader.load(paths: [Self.root.appending(path: path).path], mask: SecretMask())
  }

  private func compare(_ listing: String, with path: String) {
    let listing = listing.replacing(Self.root.path + "/", with: "")
    Golden(in: "Tests/TokenFilesTests/Fixtures").expect(listing, in: path)
  }
}
