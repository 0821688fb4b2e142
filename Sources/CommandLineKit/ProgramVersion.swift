import CVersion

/// The version of the programs of this package.
package enum ProgramVersion {
  /// The number alone, as saved plans state it.
  package static let number = TOKENFORM_VERSION
  /// The day of that version, such as `November 27, 2026`.
  package static let date = TOKENFORM_VERSION_DATE

  /// What `--version` prints: the program, the version, and the commit if the build knows it.
  package static func text(for program: String) -> String {
    let commit = String(cString: tokenform_commit)
    return "\(program) \(number) (\(commit.isEmpty ? "development build" : "commit \(commit)"))\n"
  }
}
