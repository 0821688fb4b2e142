import TokenFiles
import TokenModel

/// What an import was asked for.
struct ImportRequest {
  enum Destination {
    case standardOutput
    case file(String)
    /// One file for each token.
    case directory(String)
  }

  /// Each once; empty for all that the credential sees.
  var ids: [TokenID] = []
  var destination = Destination.standardOutput
  var isForced: Bool
  /// What is managed already: nil if that is nothing to the import.
  var managedPaths: [String]?

  /// Throws all that is wrong with the command line.
  init(_ arguments: Arguments) throws(Arguments.Faults) {
    var faults: [String] = []
    for text in arguments.operands {
      if let id = TokenID(wellFormed: text) {
        if !ids.contains(id) { ids.append(id) }
      } else {
        faults.append("`import` takes the ids of tokens such as \(TokenKind.example), not \"\(text)\"")
      }
    }
    isForced = arguments.has(.force)
    managedPaths = arguments.has(.unmanaged) ? arguments.values(of: .files) : nil
    if managedPaths == nil, !arguments.values(of: .files).isEmpty { faults.append("--files goes with --unmanaged") }
    switch (arguments.value(of: .importOut), arguments.has(.split)) {
    case ("-"?, true): faults.append("--out takes a directory with --split, not standard output (-)")
    case ("-"?, false): if isForced { faults.append("--force does not go with standard output (--out -)") }
    case (""?, true): faults.append("--out takes a directory with --split, not \"\"")
    case (let path?, true): destination = .directory(path)
    case (let path?, false):
      destination = .file(path)
      if !path.utf8.isNamedAsYAML {
        faults.append("--out takes a file that ends in .yaml or .yml, or a directory with --split, not \"\(path)\"")
      }
    case (nil, true): faults.append("--split needs --out with the directory to write into")
    case (nil, false):
      if isForced { faults.append("--force goes with --out") }
    }
    if !faults.isEmpty { throw Arguments.Faults(sentences: faults) }
  }
}
