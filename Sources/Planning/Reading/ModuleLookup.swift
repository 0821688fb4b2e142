package import TokenModel

/// Finds out which modules the platform has: from its catalogue, or, where it refuses that to the credential, from the
/// default groups of the accounts. The caller adds the names that the tokens carry.
struct ModuleLookup {
  let reader: any TokenReader

  /// Makes a catalogue of the result of reading the platform's. Throws only what ends the run.
  ///
  /// - Parameters:
  ///   - lookup: The result of reading the catalogue.
  ///   - accounts: The accounts of the tokens that the plan is about.
  /// - Returns: The catalogue, or why it could not be read although the platform does not refuse it.
  func catalogue(
    from lookup: Result<[CatalogueModule], CallError>, of accounts: Set<AccountID>
  ) async throws(CallError) -> Result<ModuleCatalogue, CallError> {
    switch lookup {
    case .success(let modules): return .success(ModuleCatalogue(modules))
    case .failure(let failure) where failure.isFatal: throw failure
    case .failure(let failure) where !failure.isRefusal: return .failure(failure)
    case .failure(let refusal):
      switch await attempt({ () async throws(CallError) in try await reader.defaultGroups(of: accounts) }) {
      case .success(let groups) where !groups.isEmpty: return .success(ModuleCatalogue(groups: groups))
      case .success: return .success(ModuleCatalogue(tokensOnly: [refusal]))
      case .failure(let failure) where failure.isFatal: throw failure
      case .failure(let failure): return .success(ModuleCatalogue(tokensOnly: [refusal, failure]))
      }
    }
  }
}

extension TokenReader {
  /// Reads the modules that files may name: the platform's catalogue or, where it is refused to the credential, the default
  /// groups of accounts. Throws any failure.
  ///
  /// - Parameter accounts: Empty means all that the credential sees.
  package func knownModules(of accounts: Set<AccountID>) async throws(CallError) -> [CatalogueModule] {
    do throws(CallError) {
      return try await modules()
    } catch {
      guard !error.isFatal, error.isRefusal else { throw error }
      return try await defaultGroups(of: accounts).flatMap(\.modules)
    }
  }
}

extension CallError {
  /// Whether the platform answered that this credential does not get it, or that there is no such call.
  fileprivate var isRefusal: Bool {
    guard let status, kind == .refused else { return false }
    return 300..<500 ~= status
  }
}
