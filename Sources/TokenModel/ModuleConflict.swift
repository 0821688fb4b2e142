/// Two entries of a list that contradict each other about one module.
package struct ModuleConflict: Sendable, Equatable {
  /// What is wrong.
  package enum Kind: Sendable {
    /// The token lists the module twice itself.
    case listedTwice
    /// Two sets give it with different filters, and the token does not list it itself.
    case differentFilters
    /// The token lists it itself without filters, and a set gives it with filters.
    case directWithoutFilters
  }

  /// What is wrong.
  package let kind: Kind
  /// The earlier entry; for ``Kind/directWithoutFilters`` that of the set.
  package let first: DesiredModule
  /// The later entry; for ``Kind/directWithoutFilters`` that of the token.
  package let second: DesiredModule

  /// The conflict for a user, where a file has to change: at an entry of the token's own list, or at its use of a set.
  ///
  /// - Parameters:
  ///   - meaning: The module, as the message begins with it.
  ///   - place: A position as messages print it.
  package func diagnostic(
    token: TokenID, meaning: String, place: (SourcePosition) -> String = { "\($0.file):\($0.line)" }
  ) -> Diagnostic {
    let position = second.set?.position ?? second.position
    switch kind {
    case .listedTwice:
      return Diagnostic(
        .error, .duplicateModule, "\(meaning) is already listed on line \(first.position.line)",
        help: "remove one of the two entries", address: token, at: position)
    case .differentFilters:
      return Diagnostic(
        .error, .conflictingFilters,
        "\(meaning) has different filters in the sets \(source(of: second, place)) and \(source(of: first, place))",
        help: "make the filters equal, or list the module in the token itself with the intended filters",
        address: token, at: position)
    case .directWithoutFilters:
      return Diagnostic(
        .error, .conflictingFilters,
        "\(meaning) is listed without filters, but has filters in the set \(source(of: first, place))",
        help: "write the intended filters, or `filters: {}` for none, or remove the entry", address: token,
        at: position)
    }
  }

  private func source(of module: DesiredModule, _ place: (SourcePosition) -> String) -> String {
    "`\(module.set?.name ?? "")` (\(place(module.position)))"
  }
}
