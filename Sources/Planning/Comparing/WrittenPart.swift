import TokenModel

/// A change in two parts: what is to be written, and what is only shown.
struct WrittenPart {
  /// Nil where nothing is to be written.
  let written: TokenChange?
  /// What stays as it is live; nil where all is written.
  let leftOut: TokenChange?

  init(of change: TokenChange, where isWritten: (Cause?) -> Bool) {
    written = change.part(isWritten)
    leftOut = change.part { !isWritten($0) }
  }

  /// Whether the revocations to write leave nothing of what is live, since what stays is only to be granted by the rest.
  var leavesNoModule: Bool { written?.modules?.after.isEmpty ?? false }
}

extension PlanScope {
  /// Which causes are written; nil for all.
  var isWritten: ((Cause?) -> Bool)? {
    if isEndedOnly { return { $0 == .ended } }
    return isProposedOnly && base != nil ? { $0 != .drift } : nil
  }
}

extension TokenChange {
  fileprivate func part(_ isWanted: (Cause?) -> Bool) -> TokenChange? {
    var part = self
    part.texts = texts.filter { isWanted($0.cause) }
    part.modules = modules?.part(isWanted)
    part.extensions = extensions?.part(isWanted)
    return part.difference.isEmpty ? nil : part
  }
}

extension ModulesChange {
  /// What is live, with the changes of wanted causes made to it.
  func part(_ isWanted: (Cause?) -> Bool) -> ModulesChange? {
    let wanted = Set(differing.filter { isWanted(causes[$0]) })
    guard !wanted.isEmpty else { return nil }
    let after = before.filter { !wanted.contains($0.id) } + after.filter { wanted.contains($0.id) }
    return ModulesChange(
      before: before, after: after, position: position, causes: causes.filter { wanted.contains($0.key) })
  }
}

extension Diagnostic {
  static func wouldEmptyModules(on change: TokenChange, isEndedOnly: Bool) -> Diagnostic {
    let (part, option): (String, RunOption) = isEndedOnly ? ("ended", .endedOnly) : ("proposed", .proposedOnly)
    return Diagnostic(
      .error, .wouldEmptyModules,
      "applying only the \(part) revocations would leave \(change.id) with no modules: the modules that it should keep "
        + (isEndedOnly ? "are not granted yet" : "were revoked outside the files"),
      help: "plan without \(option: option), or leave the token out with \(option: .exclude) \(change.id)",
      address: change.id,
      at: change.modules?.position ?? change.position)
  }
}
