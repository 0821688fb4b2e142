import Glibc
import TokenFiles
import TokenModel

/// The files that a run writes, beside those that it reads: none may be both, however its path is spelled.
struct OutputFiles: Sendable {
  /// The options that name a file to write, each with its path.
  var outputs: [(option: String, path: String)]
  /// Paths of files and directories with YAML.
  var configuration: [String]
  /// Further files that the run reads.
  var inputs: [String]

  /// An error for each file to write that the run reads. Blocks.
  func conflicts() -> [Diagnostic] {
    let present = outputs.compactMap { output in FileIdentity(of: output.path).map { (output, $0) } }
    guard !present.isEmpty else { return [] }
    let read = Set((TokenFiles.files(at: configuration) + inputs).compactMap(FileIdentity.init))
    return present.filter { read.contains($0.1) }.map { .outputIsInput($0.0.option, $0.0.path) }
  }
}

/// What one file has whatever it is called.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let node: ino_t

  /// Nil if there is no such file, and for `-`, which is a stream.
  init?(of path: String) {
    var status = stat()
    guard path != "-", stat(path, &status) == 0 else { return nil }
    (device, node) = (status.st_dev, status.st_ino)
  }
}

extension Pipeline {
  /// What is wrong with the files that this run would write: they are among those that it reads. Nothing may be written
  /// before.
  func outputConflicts() async -> [Diagnostic] {
    let paths = settings.paths.isEmpty ? [TokenFiles.defaultDirectory] : settings.paths
    let files = OutputFiles(
      outputs: [Option.out, .events, .undo].compactMap { option in
        arguments.value(of: option).map { (option.name, $0) }
      },
      configuration: (settings.planFile == nil ? paths : []) + (settings.base.map { [$0] } ?? []),
      inputs: [settings.planFile, arguments.value(of: .tokenFile)].compactMap(\.self))
    return await offThePool { files.conflicts() }
  }
}

extension Diagnostic {
  static func outputIsInput(_ option: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .error, .outputIsInput, "--\(option) would write \"\(path)\", which this run reads",
      help: "give --\(option) a file of its own; nothing was written")
  }
}
