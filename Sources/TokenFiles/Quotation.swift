import FileAccess
package import TokenModel

extension TokenFileLoader {
  /// Adds the quoted line to diagnostics that name a place in a file and were found later than the file was read. A file
  /// that cannot be read any more leaves its diagnostics as they are. Blocks the calling thread.
  package static func quote(_ diagnostics: [Diagnostic], mask: SecretMask) -> [Diagnostic] {
    var quoted = diagnostics
    let unquoted = diagnostics.indices.filter { diagnostics[$0].excerpt == nil && diagnostics[$0].position != nil }
    for (path, indices) in Dictionary(grouping: unquoted, by: { diagnostics[$0].position?.file ?? "" }) {
      guard let resolved = try? FileSystem.resolve(path), let bytes = try? FileContent.read(resolved) else { continue }
      var excerpts = Excerpts(ParsedFile(path: path, bytes: bytes, mask: mask), mask: mask)
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
