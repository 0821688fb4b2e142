import TokenModel

/// Sets what the files ask of one token against what the platform holds.
struct TokenComparison {
  let catalogue: ModuleCatalogue
  let ownToken: TokenID?

  struct Result {
    var change: TokenChange?
    var faults: [Diagnostic] = []
    /// Whether everything that the files manage could be compared.
    var isWhole = true
  }

  func compare(_ desired: DesiredToken, with live: LiveToken) -> Result {
    var result = Result()
    let texts = textChanges(desired, live, into: &result)
    let modules = modulesChange(desired, live, into: &result)
    guard !texts.isEmpty || modules != nil else { return result }
    result.change = TokenChange(
      id: desired.id, name: live.name, account: live.account, status: live.status, baseRevision: live.revision,
      lastChange: live.lastChange, lastAccessAt: live.lastAccessAt, isProtected: desired.isProtected?.value ?? false,
      isSelf: desired.id == ownToken, position: desired.position, texts: texts, modules: modules)
    return result
  }

  private func textChanges(_ desired: DesiredToken, _ live: LiveToken, into result: inout Result) -> [TextChange] {
    TextField.allCases.compactMap { field in
      guard let wanted = desired.texts[field] else { return nil }
      guard case .known(let before) = live.texts[field] else {
        result.faults.append(.notTold(.text(field), of: desired.id, at: wanted.position))
        result.isWhole = false
        return nil
      }
      guard !meanTheSame(before, wanted.value) else { return nil }
      return TextChange(field: field, before: before, after: wanted.value, position: wanted.position)
    }
  }

  private func modulesChange(_ desired: DesiredToken, _ live: LiveToken, into result: inout Result) -> ModulesChange? {
    guard let wanted = desired.modules else { return nil }
    guard case .known(let held) = live.modules else {
      result.faults.append(.notTold(.modules, of: desired.id, at: wanted.position))
      result.isWhole = false
      return nil
    }
    let resolved: [ResolvedModule]
    switch catalogue.resolve(wanted.value, of: desired.id) {
    case .success(let modules): resolved = modules
    case .failure(let unresolved):
      result.faults += unresolved.faults
      result.isWhole = false
      return nil
    }
    let comparison = ModuleComparison(resolved: resolved, live: held, position: wanted.position)
    guard comparison.differs else { return nil }
    let unsupported = comparison.unsupported
    guard unsupported.isEmpty else {
      result.faults += unsupported.map {
        .unsupportedFilter($0.kinds, of: $0.module, token: desired.id, at: wanted.position)
      }
      result.isWhole = false
      return nil
    }
    return comparison.change(naming: catalogue)
  }
}

/// Whether two nullable texts are the same to the platform, which may answer `""` for null and null for `""`.
/// Source: the API's page, under traps.
func meanTheSame(_ left: VerbatimText?, _ right: VerbatimText?) -> Bool {
  left == right || (left?.isEmpty ?? true) && (right?.isEmpty ?? true)
}

extension Diagnostic {
  fileprivate static func notTold(_ field: TokenField, of token: TokenID, at position: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, .fieldUnreadable,
      "the platform does not tell the \(field.name) of \(token), so it cannot be compared",
      help: "take the key out of the file, or use a credential that may read it", address: token, at: position)
  }

  fileprivate static func unsupportedFilter(
    _ kinds: [String], of module: LiveModule, token: TokenID, at position: SourcePosition
  ) -> Diagnostic {
    let list = kinds.map { "\"\($0)\"" }.joined(separator: ", ")
    return Diagnostic(
      .error, .unsupportedFilter,
      "\(module.id) on \(token) has a filter that cannot be sent back (\(list)), so writing the modules would lose it",
      help: "change the modules of this token in the portal, or make them unmanaged", address: token, at: position)
  }
}
