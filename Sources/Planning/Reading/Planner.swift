package import TokenModel

/// Turns desired tokens into a plan. It is given a reader and nothing to write with.
package struct Planner: Sendable {
  private let reader: any TokenReader
  private let endpoint: String
  private let ownToken: TokenID?
  private let guards: GuardOptions
  private let parallelism: Int

  /// - Parameter ownToken: The token that the credential belongs to; nil for an older secret without an id.
  package init(
    reader: any TokenReader, endpoint: String, ownToken: TokenID?, guards: GuardOptions, parallelism: Int
  ) {
    self.reader = reader
    self.endpoint = endpoint
    self.ownToken = ownToken
    self.guards = guards
    self.parallelism = parallelism
  }

  /// Reads what is live and compares. Throws only what ends the run: a refused credential, or an interruption.
  package func plan(
    _ scope: PlanScope, progress: @escaping @Sendable (_ tokensRead: Int) -> Void = { _ in }
  ) async throws(CallError) -> Plan {
    try await planAndCatalogue(scope, progress: progress).plan
  }

  /// The same, with what a reversal of the plan needs to know of the modules.
  package func planForAdoption(
    _ scope: PlanScope, progress: @escaping @Sendable (_ tokensRead: Int) -> Void
  ) async throws(CallError) -> (plan: Plan, modules: AdoptableModules) {
    let (plan, catalogue) = try await planAndCatalogue(scope, progress: progress)
    return (plan, AdoptableModules(of: plan, TokensOnDay(scope.selected, today: scope.today).tokens, catalogue))
  }

  private func planAndCatalogue(
    _ scope: PlanScope, progress: @escaping @Sendable (Int) -> Void
  ) async throws(CallError) -> (plan: Plan, ModuleCatalogue) {
    let onDay = TokensOnDay(scope.selected, today: scope.today)
    // Names of ended entries have to be found too, to know what ended.
    let needsNames = needsNames(scope.selected, base: scope.base ?? [])
    let state = try await readState(
      for: onDay.tokens, needsNames: needsNames, keepsAll: scope.keepsAllValues, progress: progress)
    var plan = try PlanAssembly(
      endpoint: endpoint, comparison: TokenComparison(catalogue: state.catalogue, ownToken: ownToken), guards: guards,
      scope: scope
    ).plan(onDay, state.readings, faults: state.faults)
    if let coverage = scope.coverage {
      try await CoverageReading(reader: reader, coverage: coverage).complete(&plan, named: scope.named)
    }
    return (plan, state.catalogue)
  }

  private struct State {
    /// Of each desired token, in their order.
    var readings: [ComparedReading]
    var catalogue = ModuleCatalogue.unread
    var faults: [Diagnostic] = []
  }

  private func readState(
    for desired: [DesiredToken], needsNames: Bool, keepsAll: Bool, progress: @escaping @Sendable (Int) -> Void
  ) async throws(CallError) -> State {
    async let names = needsNames ? attempt(reader.modules) : nil
    let batches = try await attempt { [reader] () async throws(CallError) in
      try await reader.batches(
        of: desired.count,
        queries: { range in desired[range].map { TokenQuery($0.id, fields: $0.managedFields) } },
        body: { range, readings in
          defer { progress(readings.count) }
          return ComparedBatch(desired[range], readings, keepsAll: keepsAll)
        })
    }.get()
    var state = State(readings: batches.flatMap(\.readings))
    var heldNames = batches.reduce(into: ModuleNames()) { names, batch in
      names.merge(batch.moduleNames) { first, _ in first }
    }

    var lookup = await names
    if lookup == nil, grantsModule(notAmong: heldNames, desired, state.readings) {
      lookup = await attempt(reader.modules)
    }
    if let lookup {
      let accounts = Set(state.readings.compactMap(\.account))
      switch try await ModuleLookup(reader: reader).catalogue(from: lookup, of: accounts) {
      case .success(let catalogue): state.catalogue = catalogue
      case .failure(let failure): state.faults.append(.catalogueUnreadable(failure, isNeeded: needsNames))
      }
    }
    // Names for what follows; what is read by id below adds more.
    state.catalogue.learn(heldNames)

    for (index, reading) in try await wholeReadings(of: desired, in: state) {
      state.readings[index] = .open(reading)
      if case .found(let token) = reading { heldNames.learn(from: token) }
    }
    state.catalogue.learn(heldNames)
    return state
  }

  /// Whether a module is given by its name in what is to be compared.
  private func needsNames(_ desired: [DesiredToken], base: [DesiredToken]) -> Bool {
    if desired.contains(where: { $0.namesModules }) { return true }
    let namedInBase = Set(base.filter { $0.namesModules }.map(\.id))
    return !namedInBase.isEmpty && desired.contains { $0.modules != nil && namedInBase.contains($0.id) }
  }

  /// Whether a module is granted by its id whose name is not known.
  private func grantsModule(
    notAmong names: ModuleNames, _ desired: [DesiredToken], _ readings: [ComparedReading]
  ) -> Bool {
    desired.indices.contains { index in
      guard let held = readings[index].open?.modules.value, let wanted = desired[index].modules else { return false }
      return wanted.value.contains { module in
        guard case .id(let id) = module.reference, names[id] == nil else { return false }
        return !held.contains { $0.id == id }
      }
    }
  }

  /// Reads by id the tokens whose modules may be written and whose list response lacks a kept filter.
  private func wholeReadings(
    of desired: [DesiredToken], in state: State
  ) async throws(CallError) -> [(index: Int, TokenReading)] {
    let comparison = TokenComparison(catalogue: state.catalogue, ownToken: ownToken)
    let incomplete = desired.indices.filter { index in
      state.readings[index].open.map { comparison.needsWholeReading(of: desired[index], $0) } ?? false
    }
    let whole = try await incomplete.concurrently(atMost: parallelism) { [reader] (index) async throws(CallError) in
      try await reader.token(desired[index].id)
    }
    return Array(zip(incomplete, whole))
  }
}

extension DesiredToken {
  /// Whether a module is given by its name.
  var namesModules: Bool { modules?.value.contains { $0.reference.isName } ?? false }
}
