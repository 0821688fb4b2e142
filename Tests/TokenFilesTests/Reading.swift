import TestSupport
import TokenModel

@testable import TokenFiles

/// Reads text as the file `a.yaml`, without a file.
func read(_ text: String, mask: SecretMask = SecretMask()) -> FileMerge {
  read(Array(text.utf8), mask: mask)
}

func read(_ bytes: [UInt8], mask: SecretMask = SecretMask()) -> FileMerge {
  var merge = FileMerge(mask: mask)
  merge.add(ParsedFile(path: "a.yaml", bytes: bytes, mask: mask))
  merge.link()
  return merge
}

extension FileMerge {
  var codes: [DiagnosticCode] { (diagnostics + linkDiagnostics).map(\.code) }
  /// All that a person would see of the faults.
  var shown: String { (diagnostics + linkDiagnostics).map(Listing.text).joined() }
}

extension TemporaryDirectory {
  func load(_ names: String...) -> LoadedTokenFiles {
    TokenFileLoader.load(paths: names.map { $0.isEmpty ? path : path + "/" + $0 }, mask: SecretMask())
  }
}
