import FileAccess
package import TokenModel

/// The platform's side of drift, written into the files that ask for something else.
///
/// An edit is accepted only if the edited files, read again, ask for exactly what they asked before with the drift applied.
package struct Adoption: Sendable {
  /// A token whose drift is in no file, and why.
  package struct Refusal: Sendable {
    /// The token.
    package var id: TokenID
    /// Where the files declare the token.
    package var position: SourcePosition
    /// A sentence without a full stop.
    package var reason: String
  }

  /// The files that change, in the order of their paths.
  package private(set) var files: [EditedFile] = []
  /// The tokens whose drift is in ``files``, sorted by id.
  package private(set) var adopted: [TokenID] = []
  /// Sorted by id.
  package private(set) var refused: [Refusal] = []

  /// Edits the files in memory. Blocks the calling thread.
  ///
  /// - Parameters:
  ///   - drifts: At most one for each token; a token that no file names is ignored.
  ///   - loaded: The files as they were read, without an error.
  ///   - paths: The paths that they were read from; if there are none, the default directory.
  ///   - mask: Finds secrets, which are never written.
  package init(of drifts: [TokenDrift], in loaded: LoadedTokenFiles, paths: [String], mask: SecretMask) {
    let paths = paths.isEmpty ? [TokenFileLoader.defaultDirectory] : paths
    self.init(
      of: drifts, in: loaded, mask: mask,
      content: { path in (try? FileSystem.resolve(path)).flatMap { try? FileContent.read($0) } },
      reload: { TokenFileLoader.load(paths: paths, leavingOut: "", replacing: $0, mask: mask) })
  }

  /// Edits the files in memory.
  ///
  /// - Parameters:
  ///   - drifts: At most one for each token; a token that no file names is ignored.
  ///   - loaded: The files as they were read, without an error.
  ///   - mask: Finds secrets, which are never written.
  ///   - content: The content of the file with a path; nil if it cannot be read.
  ///   - reload: Reads all files again, some with another content, by their paths.
  package init(
    of drifts: [TokenDrift], in loaded: LoadedTokenFiles, mask: SecretMask, content: (String) -> [UInt8]?,
    reload: ([String: [UInt8]]) -> LoadedTokenFiles
  ) {
    var attempt = AdoptionAttempt(drifts, in: loaded, mask: mask, content: content)
    while !attempt.edits.isEmpty {
      let files = attempt.editedFiles
      let edited = reload(Dictionary(files.map { ($0.path, $0.after) }, uniquingKeysWith: { first, _ in first }))
      let rejected = attempt.rejected(by: edited)
      guard rejected.isEmpty else {
        attempt.reject(rejected)
        continue
      }
      self.files = files
      break
    }
    adopted = attempt.edits.keys.sorted()
    refused = attempt.refused.sorted { $0.id < $1.id }
  }
}

/// A file that an adoption changes.
package struct EditedFile: Sendable {
  /// The path by which the file was reached from the command line.
  package var path: String
  /// The content of the file as it is.
  package var before: [UInt8]
  /// Sorted by place; none overlap.
  var edits: [TextEdit]

  /// The content with the edits.
  package var after: [UInt8] { before.applying(edits) ?? before }
}
