import TokenModel

/// Updates one token: sends its PUT, retries, and determines the outcome.
struct TokenUpdate: Sendable {
  let reader: any TokenReader
  let writer: any TokenWriter
  let retries: RetryPolicy

  /// The result of one token, and why the run has to end, if it has to.
  struct WriteResult: Sendable {
    var result: TokenResult
    var ending: EarlyExit?
  }

  /// What was sent for one token so far.
  private struct WriteProgress {
    let change: TokenChange
    /// How many PUTs were sent.
    var attempts = 0
    /// Whether a PUT without a response may still take effect.
    var mayStillTakeEffect = false
  }

  func write(_ change: TokenChange) async -> WriteResult {
    let delta = TokenDelta(change)
    var progress = WriteProgress(change: change)
    // Failed attempts to connect, which send nothing.
    var tries = 0
    while true {
      do throws(CallError) {
        let answer = try await writer.update(delta, attempt: progress.attempts + 1)
        progress.attempts += 1
        return await verify(progress, answer)
      } catch {
        if error.kind == .interrupted, progress.attempts == 0 {
          return WriteResult(
            result: TokenResult(id: change.id, outcome: .notAttempted, attempts: 0), ending: .interrupted)
        }
        if error.kind == .notConnected || error.kind == .unusable {
          tries += 1
          if error.kind == .notConnected, tries <= retries.maximumRetries,
            await retries.wait(beforeRetry: tries, requested: nil)
          {
            continue
          }
          return unreachable(progress, error)
        }
        if error.kind != .interrupted { progress.attempts += 1 }
        progress.mayStillTakeEffect = progress.mayStillTakeEffect || error.mayStillTakeEffect
        if let end = await resolve(progress, error) { return end }
        guard progress.attempts <= retries.maximumRetries else {
          return unsuccessful(progress, error)
        }
        guard await retries.wait(beforeRetry: progress.attempts, requested: error.retryAfter) else {
          return unsuccessful(
            progress, error, note: "the run ended before it could be retried", ending: .interrupted)
        }
      }
    }
  }

  /// The result of a failed PUT; nil if it had no effect and may be sent again.
  private func resolve(_ progress: WriteProgress, _ failure: CallError) async -> WriteResult? {
    switch failure.kind {
    case .notExecuted: nil
    case .outcomeUnknown: await resolveAmbiguousWrite(progress, after: failure)
    case .unauthorized, .refused, .interrupted, .beyondDeadline, .mustWait, .notConnected, .unusable:
      unsuccessful(progress, failure, ending: EarlyExit(failure))
    }
  }

  /// The result if no connection to the platform is possible.
  private func unreachable(_ progress: WriteProgress, _ failure: CallError) -> WriteResult {
    var end = unsuccessful(progress, failure, ending: Task.isCancelled ? .interrupted : .unreachable)
    if progress.attempts == 0 {
      end.result.outcome = .notAttempted
      end.result.message = "could not be sent: \(failure.statement)"
    }
    return end
  }

  /// Determines whether a PUT with an unknown outcome took effect. Returns nil if it did not and can be sent again.
  private func resolveAmbiguousWrite(_ progress: WriteProgress, after failure: CallError) async -> WriteResult? {
    let change = progress.change
    let reading = await read(change) { change.isHeld(on: .before, by: $0) }
    switch reading {
    case .fetched(let live):
      if change.isHeld(on: .after, by: live) {
        var result = TokenResult(
          id: change.id, outcome: .applied, attempts: progress.attempts, traceID: failure.traceID)
        result.message = note(on: live, after: progress)
        return WriteResult(result: result)
      }
      if change.side(heldBy: live) == .undecided {
        return unknown(progress, "\(failure.statement); \(Self.unverifiable)", traceID: failure.traceID)
      }
      guard let mismatches = change.mismatches(with: live, on: .after) else {
        return unknown(
          progress, "\(failure.statement); the platform did not return enough to determine the token's state",
          traceID: failure.traceID)
      }
      let others = "\(failure.statement); the token was changed in the meantime\(live.lastChange?.attribution ?? "")"
      return WriteResult(
        result: TokenResult(
          id: change.id, outcome: .failed, attempts: progress.attempts, message: others, traceID: failure.traceID,
          mismatches: mismatches))
    case .lagging(isInterrupted: false):
      return nil
    case .lagging(isInterrupted: true):
      return unknown(
        progress, "\(failure.statement); the run ended before it could determine whether the write took effect",
        traceID: failure.traceID, ending: .interrupted)
    case .missing:
      return WriteResult(
        result: TokenResult(
          id: change.id, outcome: .failed, attempts: progress.attempts,
          message: "\(failure.statement); the token no longer exists", traceID: failure.traceID))
    case .failed(let second):
      return unknown(
        progress, "\(failure.statement); reading the token to check the write failed: \(second.sentence)",
        traceID: failure.traceID, ending: EarlyExit(second))
    }
  }

  /// The result of a token whose last PUT failed: `failed` if it is known not to hold the requested values, `unknown` if
  /// an earlier PUT may still take effect.
  private func unsuccessful(
    _ progress: WriteProgress, _ failure: CallError, note: String? = nil, ending: EarlyExit? = nil
  ) -> WriteResult {
    let openRequest = progress.mayStillTakeEffect ? "a request that got no response may still take effect" : nil
    let message = [failure.statement, note, openRequest].compactMap(\.self).joined(separator: "; ")
    return WriteResult(
      result: TokenResult(
        id: progress.change.id, outcome: progress.mayStillTakeEffect ? .unknown : .failed, attempts: progress.attempts,
        message: message, traceID: failure.traceID), ending: ending)
  }

  private func unknown(_ progress: WriteProgress, _ message: String, traceID: String?, ending: EarlyExit? = nil)
    -> WriteResult
  {
    WriteResult(
      result: TokenResult(
        id: progress.change.id, outcome: .unknown, attempts: progress.attempts, message: message, traceID: traceID),
      ending: ending)
  }

  /// Compares the stored values with the requested ones.
  private func verify(_ progress: WriteProgress, _ answer: UpdateResponse) async -> WriteResult {
    let change = progress.change
    if let mismatches = change.verified(by: answer.token) {
      return stored(mismatches, in: answer.token, progress, answer)
    }
    let accepted = "the platform accepted the write"
    switch await read(change, isBehind: { change.isBehind($0, answer: answer.token) }) {
    case .fetched(let live):
      guard let mismatches = change.verified(by: live) else {
        let reason = change.isUnverifiable(in: live) ? "; \(Self.unverifiable)" : " but did not return what it stored"
        return unknown(progress, accepted + reason, traceID: answer.traceID)
      }
      return stored(mismatches, in: live, progress, answer)
    case .lagging(let isInterrupted):
      let rest =
        isInterrupted
        ? "but the run ended before the result could be read" : "but its reads still return the previous values"
      return unknown(
        progress, "\(accepted), \(rest)", traceID: answer.traceID, ending: isInterrupted ? .interrupted : nil)
    case .missing:
      return unknown(progress, "\(accepted), but the token no longer exists", traceID: answer.traceID)
    case .failed(let failure):
      return unknown(
        progress, "\(accepted), but reading the result failed: \(failure.sentence)", traceID: answer.traceID)
    }
  }

  private func stored(
    _ mismatches: TokenDifference, in live: LiveToken, _ progress: WriteProgress, _ answer: UpdateResponse
  ) -> WriteResult {
    var result = TokenResult(
      id: progress.change.id, outcome: .applied, attempts: progress.attempts, traceID: answer.traceID)
    result.message = note(on: live, after: progress)
    if !mismatches.isEmpty {
      result.outcome = .notConverged
      result.mismatches = mismatches
      result.message = ["the platform stored values other than those requested", result.message]
        .compactMap(\.self).joined(separator: "; ")
    }
    return WriteResult(result: result)
  }

  /// A remark about a token that was written: a changed status or account, or a concurrent write by another client.
  private func note(on live: LiveToken, after progress: WriteProgress) -> String? {
    let remarks = [
      progress.change.accountOrStatusChange(in: live),
      concurrentWrite(progress.change, live, attempts: progress.attempts),
    ]
    return remarks.contains { $0 != nil } ? remarks.compactMap(\.self).joined(separator: "; ") : nil
  }

  private static let unverifiable =
    "its response does not distinguish a token that may act through no extension from one that may act through all"

  /// A remark if the revision grew by more than the PUTs that were sent.
  private func concurrentWrite(_ change: TokenChange, _ live: LiveToken, attempts: Int) -> String? {
    guard let base = change.baseRevision, let revision = live.revision else { return nil }
    let (expected, isBeyondNumbers) = base.addingReportingOverflow(attempts)
    guard !isBeyondNumbers, revision > expected else { return nil }
    let who = live.lastChange.map { "; the last change was made\($0.attribution)" } ?? ""
    let own = attempts == 1 ? "once" : "\(attempts) times"
    return "another client wrote at the same time: the revision went from \(base) to \(revision), and this run wrote "
      + "\(own)\(who); see the token's history in the portal"
  }
}
