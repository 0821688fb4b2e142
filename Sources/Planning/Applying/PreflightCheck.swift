package import TokenModel

/// The state of a plan's tokens on the platform just before the first write, compared with the plan.
package struct PreflightCheck: Sendable, Equatable {
  /// Tokens that already hold what the plan asks for.
  package var alreadyApplied: Set<TokenID> = []
  /// Errors for tokens that hold neither the values before nor those after the change, that moved to another account, or
  /// that could not be read, and for grants that ended. With any of these, nothing may be written.
  package var faults: [Diagnostic] = []
  /// Refusals of guards that the plan did not have yet.
  package var refusals: [Diagnostic] = []

  /// Reads every token to update again. Throws only what ends the run.
  ///
  /// - Parameters:
  ///   - today: The day in UTC; nil if no grant has ended.
  ///   - parallelism: How many tokens are read by id at once, at least 1.
  package static func read(
    _ plan: Plan, from reader: any TokenReader, guards: GuardOptions, today: CalendarDate?, parallelism: Int,
    progress: @escaping @Sendable (_ tokensRead: Int) -> Void = { _ in }
  ) async throws(CallError) -> PreflightCheck {
    let queries = plan.changes.map { TokenQuery($0.id, fields: Set($0.difference.fields)) }
    let readings = try await reader.tokens(queries, progress: progress)
    let open = plan.changes.filter { $0.isUndetermined(by: readings[$0.id]) }.map(\.id)
    let whole = Dictionary(
      uniqueKeysWithValues: zip(open, try await open.concurrently(atMost: parallelism, reader.token)))
    var check = PreflightCheck()
    var current: [TokenChange] = []
    for change in plan.changes {
      let reading = whole[change.id] ?? readings[change.id] ?? .missing
      check.judge(change, reading)
      if let today, !check.alreadyApplied.contains(change.id) {
        check.faults += change.writtenGrants.compactMap { .ended($0, of: change, on: today) }
      }
      var change = change
      if let status = reading.token?.status { change.status = status }
      if !check.alreadyApplied.contains(change.id) { current.append(change) }
    }
    check.refusals = guards.refusals(of: current).filter { !plan.refusals.contains($0) }
    return check
  }

  private mutating func judge(_ change: TokenChange, _ reading: TokenReading) {
    switch reading {
    case .found(let live) where live.status != .deleted:
      if let account = change.account, live.account?.id != account.id {
        faults.append(.moved(change, from: account, to: live.account))
      } else {
        switch change.side(heldBy: live) {
        case .after: alreadyApplied.insert(change.id)
        case .before, .undecided: break
        case .neither, .unread: faults.append(.stale(change, live))
        }
      }
    case .found, .missing:
      faults.append(.gone(change))
    case .failed(let failure):
      faults.append(
        Diagnostic(
          .error, .tokenUnreadable, "\(change.id) could not be read again: \(failure.sentence)",
          help: "nothing was written; run again when the platform responds", address: change.id, at: change.position))
    }
  }
}

extension TokenChange {
  /// The modules that the token gains, or keeps with other filters.
  fileprivate var writtenGrants: [(id: ModuleID, source: ModuleSource)] {
    let granted = modules?.granted.map { ($0.id, $0.source) } ?? []
    let refiltered = modules?.refiltered.map { ($0.id, $0.source) } ?? []
    return (granted + refiltered).compactMap { id, source in source.map { (id, $0) } }
  }

  /// Whether the response lacks a field that is needed to judge the token.
  fileprivate func isUndetermined(by reading: TokenReading?) -> Bool {
    guard let live = reading?.token else { return false }
    if account != nil, live.account == nil { return true }
    return side(heldBy: live) == .unread
  }
}

extension Diagnostic {
  fileprivate static func stale(_ change: TokenChange, _ live: LiveToken) -> Diagnostic {
    Diagnostic(
      .error, .stalePlan, "\(change.id) was changed after the plan was made\(live.lastChange?.attribution ?? "")",
      help: "nothing was written; plan again and review the differences", address: change.id, at: change.position)
  }

  /// Nil if the grant has not ended.
  fileprivate static func ended(
    _ grant: (id: ModuleID, source: ModuleSource), of change: TokenChange, on today: CalendarDate
  ) -> Diagnostic? {
    guard let until = grant.source.until, until < today else { return nil }
    return Diagnostic(
      .error, .stalePlan, "the grant of \(grant.id) to \(change.id) ended on \(until), after the plan was made",
      help: "nothing was written; plan again", address: change.id, at: grant.source.position)
  }

  fileprivate static func moved(_ change: TokenChange, from account: Account, to other: Account?) -> Diagnostic {
    let now = other.map { "now belongs to \($0.id)" } ?? "was returned without its account"
    return Diagnostic(
      .error, .stalePlan, "\(change.id) \(now), but the plan was made for \(account.id)",
      help: "nothing was written; find out who moved the token, and plan again", address: change.id,
      at: change.position)
  }

  fileprivate static func gone(_ change: TokenChange) -> Diagnostic {
    Diagnostic(
      .error, .stalePlan,
      "\(change.id) was deleted, or is no longer visible to this credential, since the plan was made",
      help: "nothing was written; plan again",
      address: change.id, at: change.position)
  }
}
