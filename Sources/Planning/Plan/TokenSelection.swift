import Suggestions
package import TokenModel

/// Which of the tokens in the files a run is about.
package struct TokenSelection: Sendable, Equatable {
  /// Only these; empty means all.
  package var targets: Set<TokenID>
  /// Not these.
  package var excluded: Set<TokenID>

  /// A selection; without arguments, all tokens.
  package init(targets: Set<TokenID> = [], excluded: Set<TokenID> = []) {
    self.targets = targets
    self.excluded = excluded
  }

  /// The selected tokens, and an error for each id that no file names.
  package func select(from tokens: [DesiredToken]) -> (selected: [DesiredToken], faults: [Diagnostic]) {
    guard !targets.isEmpty || !excluded.isEmpty else { return (tokens, []) }
    let selected = tokens.filter { (targets.isEmpty || targets.contains($0.id)) && !excluded.contains($0.id) }
    let known = Set(tokens.map(\.id))
    let faults = [("selected", targets), ("left out", excluded)].flatMap { verb, ids in
      ids.subtracting(known).sorted().map { id in
        Diagnostic(
          .error, .unknownSelection, "\(id) is \(verb), and no file names it",
          help: nearestWord(to: id.rawValue, among: known.map(\.rawValue).sorted()).map { "did you mean \($0)?" },
          address: id)
      }
    }
    if selected.isEmpty, faults.isEmpty, !tokens.isEmpty { return ([], [.nothingSelected]) }
    return (selected, faults)
  }
}

extension Diagnostic {
  fileprivate static let nothingSelected = Diagnostic(
    .error, .nothingSelected, "the selection leaves no token of the files",
    help: "remove an id from \(option: .exclude), or add one to \(option: .target)")
}
