import FileAccess
import TokenFiles
import TokenModel

/// The files that a run writes, beside those that it reads: no file may be both, however its path is spelled.
struct OutputFiles: Sendable {
  /// The options that name a file to write, each with its path.
  var outputs: [(option: String, path: String)] = []
  /// Paths of YAML files and of directories that hold them.
  var configuration: [String] = []
  /// Other files that the run reads.
  var inputs: [String] = []

  /// An error for each file to write that the run also reads. Blocks.
  func conflicts() -> [Diagnostic] {
    let present = outputs.compactMap { output in FileIdentity(of: output.path).map { (output, $0) } }
    guard !present.isEmpty else { return [] }
    let read = Set((TokenFileLoader.files(at: configuration) + inputs).compactMap(FileIdentity.init))
    return present.filter { read.contains($0.1) }.map { .outputIsInput($0.0.option, $0.0.path) }
  }
}

extension FileIdentity {
  /// Nil if there is no such file, and for `-`, which is a stream.
  init?(of path: String) {
    guard path != "-", let status = try? FileStatus(following: path) else { return nil }
    self = status.identity
  }
}

extension Diagnostic {
  fileprivate static func outputIsInput(_ option: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .error, .outputIsInput, "--\(option) would write \"\(path)\", which this run reads",
      help: "pass --\(option) another file; nothing was written")
  }
}
