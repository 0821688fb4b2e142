package import TokenModel

extension Diagnostic {
  static func missing(_ token: DesiredToken) -> Diagnostic {
    Diagnostic(
      .error, .tokenMissing, "\(token.id) does not exist, was deleted, or is not visible to this credential",
      help: "remove it from the file, or leave it out of this run with \(option: .exclude) \(token.id)",
      address: token.id, at: token.position)
  }

  /// One failed call, and the tokens that it was to read: at least one.
  static func unreadable(_ tokens: [DesiredToken], _ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .tokenUnreadable, "\(list(tokens)) could not be read: \(failure.sentence)",
      help: failure.adviceToReaders,
      address: tokens.count == 1 ? tokens.first?.id : nil, at: tokens.first?.position)
  }

  /// Warnings about tokens whose extensions change although the platform listed none, which can mean all or none.
  ///
  /// What the change does if it means none depends on what the files ask, so tokens that ask for none have a warning of
  /// their own.
  static func extensionsAmbiguous(_ tokens: [DesiredToken]) -> [Diagnostic] {
    let askForNone = tokens.filter { $0.extensions?.value == ExtensionScope.none }
    let askForSome = tokens.filter { $0.extensions?.value != ExtensionScope.none }
    return [
      (askForSome, "if the token may act through none, this change widens its access"),
      (askForNone, "if the token may act through none already, this change has no effect"),
    ].filter { !$0.0.isEmpty }.map { extensionsAmbiguous($0, ifNone: $1) }
  }

  private static func extensionsAmbiguous(_ tokens: [DesiredToken], ifNone consequence: String) -> Diagnostic {
    Diagnostic(
      .warning, .extensionsAmbiguous,
      "the platform returned no extensions for \(list(tokens)): the plan assumes all extensions, but it may mean none",
      help: "check the extensions in the portal: \(consequence)",
      address: tokens.count == 1 ? tokens.first?.id : nil, at: tokens.first?.extensions?.position)
  }

  private static func list(_ tokens: [DesiredToken]) -> String {
    let shown = tokens.prefix(3).map(\.id.rawValue).joined(separator: ", ")
    return tokens.count > 3 ? "\(tokens.count) tokens (\(shown) and \(tokens.count - 3) more)" : shown
  }

  static func catalogueUnreadable(_ failure: CallError, isNeeded: Bool) -> Diagnostic {
    Diagnostic(
      isNeeded ? .error : .warning, .catalogueUnreadable,
      "the platform's catalogue of modules could not be read: \(failure.sentence)",
      help: isNeeded
        ? "run again when the platform responds, or name modules by id" : "the plan shows modules without names")
  }

  /// What ended the whole run.
  package static func ending(_ failure: CallError) -> Diagnostic {
    switch failure.kind {
    case .unauthorized:
      Diagnostic(
        .error, .unauthorized, "the platform does not accept the credential: \(failure.sentence)",
        help: "check MPT_API_TOKEN, or the file given with \(option: .tokenFile)")
    case .notConnected, .unusable:
      Diagnostic(
        .error, .transport, "the platform cannot be reached: \(failure.sentence)",
        help: failure.advice.map { Advice($0) } ?? "check the network, the endpoint and the proxy, and run again")
    case .beyondDeadline:
      Diagnostic(
        .error, .deadlinePassed, failure.sentence, help: "run again later, or with a longer \(option: .deadline)")
    case .mustWait:
      Diagnostic(.error, .mustWait, failure.sentence, help: "run again after that time")
    default:
      Diagnostic(.error, .interrupted, "interrupted before everything was read", help: "nothing was written; run again")
    }
  }
}

extension CallError {
  /// What to do where a read failed; single tokens that are not there never come this far.
  fileprivate var adviceToReaders: Advice {
    switch (kind, status) {
    case (_, 404): "check the endpoint: the platform does not have this call"
    case (.refused, nil): Advice(advice ?? "a retry would not help")
    default: "run again when the platform responds; \(option: .exclude) leaves a token out"
    }
  }
}
