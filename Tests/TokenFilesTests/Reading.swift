import Foundation
import TokenModel

@testable import TokenFiles

/// Reads text as the file `a.yaml`, without a file.
func read(_ text: String, mask: SecretMask = SecretMask()) -> FileMerge {
  read(Array(text.utf8), mask: mask)
}

func read(_ bytes: [UInt8], mask: SecretMask = SecretMask()) -> FileMerge {
  var merge = FileMerge(mask: mask)
  merge.add(ParsedFile(path: "a.yaml", bytes: bytes, mask: mask))
  return merge
}

extension FileMerge {
  var codes: [DiagnosticCode] { diagnostics.map(\.code) }
  /// All that a person would see of the faults.
  var shown: String { diagnostics.map(Listing.text).joined() }
}

/// A directory of its own for one test, removed at the end.
final class TemporaryDirectory {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "token-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  func load(_ names: String...) -> LoadedTokenFiles {
    TokenFileLoader.load(paths: names.map { $0.isEmpty ? path : path + "/" + $0 }, mask: SecretMask())
  }
}
