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

  /// Whether a run is about a token.
  package func includes(_ id: TokenID) -> Bool {
    (targets.isEmpty || targets.contains(id)) && !excluded.contains(id)
  }

  /// The selected tokens, in their order.
  package func selected(from tokens: [DesiredToken]) -> [DesiredToken] {
    guard self != TokenSelection() else { return tokens }
    return tokens.filter { includes($0.id) }
  }

  /// An error for each id that no file names, or one if no token is left.
  package func faults(in tokens: [DesiredToken]) -> [Diagnostic] {
    guard self != TokenSelection() else { return [] }
    let known = Set(tokens.map(\.id))
    let faults = [("selected", targets), ("excluded", excluded)].flatMap { verb, ids in
      ids.subtracting(known).sorted().map { id in
        Diagnostic(
          .error, .unknownSelection, "no file names the \(verb) token \(id)",
          help: nearestWord(to: id.rawValue, among: known.map(\.rawValue).sorted()).map { "did you mean \($0)?" },
          address: id)
      }
    }
    return faults.isEmpty && !tokens.isEmpty && selected(from: tokens).isEmpty ? [.nothingSelected] : faults
  }
}

extension Diagnostic {
  fileprivate static let nothingSelected = Diagnostic(
    .error, .nothingSelected, "the selection leaves no token of the files",
    help: "remove an id from \(option: .exclude), or add one to \(option: .target)")
}
