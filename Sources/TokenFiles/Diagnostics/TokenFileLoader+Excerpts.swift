import FileAccess
package import TokenModel

extension TokenFileLoader {
  /// Adds excerpts to diagnostics that have a position but were made after the file was read, by reading the file again.
  /// Diagnostics of a file that can no longer be read stay without one. Blocks the calling thread.
  ///
  /// - Parameter mask: Finds lines that hold a secret, which are not quoted.
  package static func addingExcerpts(to diagnostics: [Diagnostic], mask: SecretMask) -> [Diagnostic] {
    var quoted = diagnostics
    let unquoted = diagnostics.indices.filter { diagnostics[$0].excerpt == nil && diagnostics[$0].position != nil }
    for (path, indices) in Dictionary(grouping: unquoted, by: { diagnostics[$0].position?.file ?? "" }) {
      guard let resolved = try? FileSystem.resolve(path), let bytes = try? FileContent.read(resolved) else { continue }
      var excerpts = ExcerptBuilder(ParsedFile(path: path, bytes: bytes, mask: mask), mask: mask)
      for index in indices.sorted(by: { Self.precedes(diagnostics[$0].position, diagnostics[$1].position) }) {
        quoted[index].excerpt = quoted[index].position.flatMap { excerpts.excerpt(at: $0) }
      }
    }
    return quoted
  }

  private static func precedes(_ one: SourcePosition?, _ other: SourcePosition?) -> Bool {
    guard let one, let other else { return false }
    return one < other
  }
}
