import Planning
import TokenFiles
import TokenModel

/// Live tokens as the texts of files.
struct ImportTexts: Sendable {
  /// What is written.
  let tokens: [ImportedToken]
  /// What is not written of them, and why.
  private(set) var omissions: [Diagnostic]
  /// One file for each token in a directory, and otherwise one for all, which has no path for standard output. None if
  /// there are no tokens, or the file would be too large.
  private(set) var files: [ImportFiles.File] = []
  /// The directory of the files; nil for standard output.
  let directory: String?

  init(_ live: [LiveToken], for destination: ImportCommand.Destination, mask: SecretMask) {
    let imported = ImportedTokens(live, mask: mask)
    (tokens, omissions) = (imported.tokens, imported.omissions)
    switch destination {
    case .standardOutput: directory = nil
    case .file(let path): directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    case .directory(let path): directory = path
    }
    guard !tokens.isEmpty else { return }
    switch destination {
    case .standardOutput:
      files = [ImportFiles.File(path: "", text: TokenFileText.text(of: tokens, mask: mask))]
    case .file(let path):
      let text = TokenFileText.text(of: tokens, mask: mask)
      if text.utf8.count > TokenFileText.maximumFileSize {
        omissions.append(.tooLarge(path))
      } else {
        files = [ImportFiles.File(path: path, text: text)]
      }
    case .directory(let path):
      files = tokens.map { token in
        ImportFiles.File(path: "\(path)/\(token.id).yaml", text: TokenFileText.text(of: [token], mask: mask))
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func tooLarge(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .tooLarge, "\"\(path)\" would be larger than a file may be",
      help: "write one file for each token with --split; nothing was written")
  }
}
