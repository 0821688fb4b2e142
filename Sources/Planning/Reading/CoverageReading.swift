import TokenModel

/// Finds the live tokens that no file names.
struct CoverageReading {
  let reader: any TokenReader
  let coverage: PlanScope.Coverage

  /// Adds to a plan the tokens of its accounts that no file names. Throws only what ends the run.
  func complete(_ plan: inout Plan, named: [DesiredToken]) async throws(CallError) {
    let accounts = Set(named.compactMap(\.account?.value)).union(plan.accounts.map(\.id))
    guard !accounts.isEmpty else { return plan.failCoverage(.noAccountKnown) }
    do throws(CallError) {
      let live = try await reader.allTokens(of: accounts, fields: [])
      let covered = Set(named.map(\.id))
      let unmanaged = live.filter { !covered.contains($0.id) }
      plan.unmanaged = unmanaged.map { UnmanagedToken(id: $0.id, name: $0.name) }.sorted { $0.id < $1.id }
      if coverage == .required, !unmanaged.isEmpty { plan.refusals.append(.uncovered(unmanaged.map(\.id).sorted())) }
    } catch {
      if error.isFatal { throw error }
      plan.failCoverage(.coverageUnreadable(error))
    }
  }
}

extension Plan {
  fileprivate mutating func failCoverage(_ fault: Diagnostic) {
    diagnostics.append(fault)
    isComplete = false
  }
}

extension Diagnostic {
  fileprivate static let noAccountKnown = Diagnostic(
    .error, .coverageUnreadable, "live tokens cannot be listed, because no account is known",
    help: "add the key `account` to the files")

  fileprivate static func coverageUnreadable(_ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .coverageUnreadable, "the tokens that no file names could not be listed: \(failure.sentence)",
      help: "run again when the platform responds, or without \(option: .coverage) and \(option: .requireCoverage)")
  }

  /// - Parameter ids: At least one.
  fileprivate static func uncovered(_ ids: [TokenID]) -> Diagnostic {
    Diagnostic(
      .error, .uncoveredTokens,
      "no file names \(counted(ids.count, "live token")): \(ids.list(upTo: 3, \.rawValue))",
      help:
        "write YAML for them with `tokenform import \(option: .unmanaged)`, or plan without \(option: .requireCoverage)",
      address: ids.count == 1 ? ids.first : nil)
  }
}
