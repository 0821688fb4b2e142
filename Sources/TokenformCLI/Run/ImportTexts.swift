import Planning
import TokenFiles
import TokenModel

/// Live tokens as the texts of files.
struct ImportTexts: Sendable {
  /// What is written.
  let tokens: [ImportedToken]
  /// What is not written of them, and why.
  private(set) var omissions: [Diagnostic]
  /// Those of a directory, or one for all tokens, which has no path for standard output. None if there are no tokens, or a
  /// file would be too large.
  private(set) var files: [ImportFiles.File] = []
  /// The directory of the files; nil for standard output.
  let directory: String?

  init(_ live: [LiveToken], for command: ImportCommand, naming: FileNaming, mask: SecretMask) {
    let imported = ImportedTokens(live, mask: mask)
    (tokens, omissions) = (imported.tokens, imported.omissions)
    let lists = command.gathersLists ? GatheredLists(tokens) : nil
    switch command.destination {
    case .standardOutput:
      directory = nil
      add("", tokens, lists, definesLists: true, mask: mask)
    case .file(let path):
      directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      add(path, tokens, lists, definesLists: true, mask: mask)
    case .directory(let path):
      directory = path
      let names = naming.names(of: tokens)
      for (name, group) in Dictionary(grouping: tokens, by: { names[$0.id] ?? "" }).sorted(by: { $0.key < $1.key }) {
        add("\(path)/\(name).yaml", group, lists, definesLists: false, mask: mask)
      }
      guard let lists, !lists.isEmpty else { break }
      // A name that the tokens' files cannot have.
      add("\(path)/_shared.yaml", [], lists, definesLists: true, mask: mask)
    }
    if omissions.containsError { files = [] }
  }

  private mutating func add(
    _ path: String, _ tokens: [ImportedToken], _ lists: GatheredLists?, definesLists: Bool, mask: SecretMask
  ) {
    let text = TokenFileText.text(of: tokens, lists: lists, definesLists: definesLists, mask: mask)
    if text.utf8.isEmpty { return }
    if !path.isEmpty, text.utf8.count > TokenFileText.maximumFileSize {
      omissions.append(.tooLarge(path))
    } else {
      files.append(ImportFiles.File(path: path, text: text))
    }
  }
}

extension Diagnostic {
  fileprivate static func tooLarge(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .tooLarge, "\"\(path)\" would exceed the maximum size of a file",
      help: "write more files with --split or --split-by; nothing was written")
  }
}
