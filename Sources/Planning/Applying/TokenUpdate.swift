import TokenModel

/// One token's way from its PUT to a known outcome.
struct TokenUpdate: Sendable {
  let reader: any TokenReader
  let writer: any TokenWriter
  let retries: RetryPolicy

  /// An outcome, and what it means for the rest of the run.
  struct End: Sendable {
    var result: TokenResult
    var ending: RunEnding?
  }

  func write(_ change: TokenChange) async -> End {
    let delta = TokenDelta(change)
    var attempts = 0
    // Of connecting.
    var tries = 0
    while true {
      do throws(CallFailure) {
        let answer = try await writer.update(delta, attempt: attempts + 1)
        attempts += 1
        return End(result: await verify(change, answer, attempts: attempts))
      } catch {
        if error.kind == .interrupted, attempts == 0 {
          return End(
            result: TokenResult(id: change.id, outcome: .notAttempted, attempts: 0), ending: .interrupted)
        }
        if error.kind == .notConnected || error.kind == .unusable {
          tries += 1
          if error.kind == .notConnected, tries <= retries.maximumRetries,
            await retries.wait(beforeRetry: tries, asked: nil)
          {
            continue
          }
          return unreachable(change, error, attempts: attempts)
        }
        if error.kind != .interrupted { attempts += 1 }
        if let end = await settle(change, error, attempts: attempts) { return end }
        guard attempts <= retries.maximumRetries else {
          return failed(change, error, attempts: attempts, note: "gave up after \(attempts) attempts")
        }
        guard await retries.wait(beforeRetry: attempts, asked: error.retryAfter) else {
          var end = failed(change, error, attempts: attempts, note: "the run ended before it could be tried again")
          end.ending = .interrupted
          return end
        }
      }
    }
  }

  /// What a failed PUT came to; nil where nothing was carried out and it may be sent again.
  private func settle(_ change: TokenChange, _ failure: CallFailure, attempts: Int) async -> End? {
    switch failure.kind {
    case .unauthorized:
      var end = failed(change, failure, attempts: attempts)
      end.ending = .unauthorized
      return end
    case .refused:
      return failed(change, failure, attempts: attempts)
    case .notCarriedOut:
      return nil
    case .interrupted:
      var end = failed(change, failure, attempts: attempts)
      end.ending = .interrupted
      return end
    case .ambiguous:
      return await lookAfter(change, failure, attempts: attempts)
    case .beyondDeadline, .mustWait, .notConnected, .unusable:
      var end = failed(change, failure, attempts: attempts)
      end.ending = RunEnding(failure)
      return end
    }
  }

  /// Nothing can be sent any more. What was sent before was not carried out.
  private func unreachable(_ change: TokenChange, _ failure: CallFailure, attempts: Int) -> End {
    var end = failed(change, failure, attempts: attempts)
    if attempts == 0 {
      end.result.outcome = .notAttempted
      end.result.message = "could not be sent: \(failure.statement)"
    }
    end.ending = Task.isCancelled ? .interrupted : .unreachable
    return end
  }

  /// Finds out whether an ambiguous PUT was carried out; nil where it was not.
  private func lookAfter(_ change: TokenChange, _ failure: CallFailure, attempts: Int) async -> End? {
    let reading = await attempt { () async throws(CallFailure) in try await reader.tokenAfterWrite(change.id) }
    switch reading {
    case .success(.found(let live)):
      if change.mismatches(with: live, on: .after)?.isEmpty == true {
        var result = TokenResult(id: change.id, outcome: .applied, attempts: attempts, traceID: failure.traceID)
        result.message = concurrentWrite(change, live, attempts: attempts)
        return End(result: result)
      }
      if change.mismatches(with: live, on: .before)?.isEmpty == true { return nil }
      let others = "\(failure.statement); somebody else changed the token meanwhile\(live.lastChange.map(byWhom) ?? "")"
      return End(
        result: TokenResult(
          id: change.id, outcome: .failed, attempts: attempts, message: others, traceID: failure.traceID,
          mismatches: change.mismatches(with: live, on: .after) ?? TokenDifference()))
    case .success(.missing):
      return failed(change, failure, attempts: attempts, note: "the token is gone")
    case .success(.failed(let second)), .failure(let second):
      let message = "\(failure.statement); whether it was carried out could not be read: \(second.sentence)"
      return End(
        result: TokenResult(
          id: change.id, outcome: .unknown, attempts: attempts, message: message, traceID: failure.traceID),
        ending: RunEnding(second))
    }
  }

  private func failed(_ change: TokenChange, _ failure: CallFailure, attempts: Int, note: String? = nil) -> End {
    let message = failure.statement + (note.map { "; \($0)" } ?? "")
    return End(
      result: TokenResult(
        id: change.id, outcome: .failed, attempts: attempts, message: message, traceID: failure.traceID))
  }

  /// Sets what the platform stored against what was asked.
  private func verify(_ change: TokenChange, _ answer: UpdateAnswer, attempts: Int) async -> TokenResult {
    var result = TokenResult(id: change.id, outcome: .applied, attempts: attempts, traceID: answer.traceID)
    var live = answer.token
    var mismatches = change.mismatches(with: live, on: .after)
    if mismatches == nil {
      switch await attempt({ () async throws(CallFailure) in try await reader.tokenAfterWrite(change.id) }) {
      case .success(.found(let whole)):
        live = whole
        mismatches = change.mismatches(with: whole, on: .after)
      case .success(.missing):
        result.message = "the platform accepted the write, and the token is gone"
      case .success(.failed(let failure)), .failure(let failure):
        result.message = "the platform accepted the write and its result could not be read: \(failure.sentence)"
      }
    }
    guard let mismatches else {
      result.outcome = .unknown
      result.message = result.message ?? "the platform accepted the write and does not tell what it stored"
      return result
    }
    let others = concurrentWrite(change, live, attempts: attempts)
    result.message = others
    if !mismatches.isEmpty {
      result.outcome = .notConverged
      result.mismatches = mismatches
      result.message = ["the platform stored something else than what was asked", others].compactMap(\.self)
        .joined(separator: "; ")
    }
    return result
  }

  /// Says so if the revision grew by more than the PUTs that were sent.
  private func concurrentWrite(_ change: TokenChange, _ live: LiveToken, attempts: Int) -> String? {
    guard let base = change.baseRevision, let revision = live.revision else { return nil }
    let (expected, isBeyondNumbers) = base.addingReportingOverflow(attempts)
    guard !isBeyondNumbers, revision > expected else { return nil }
    let who = live.lastChange.map { "; the last change was made\(byWhom($0))" } ?? ""
    let own = attempts == 1 ? "once" : "\(attempts) times"
    return "somebody else wrote at the same time: the revision went from \(base) to \(revision), and this run wrote "
      + "\(own)\(who); the token's history in the portal tells the rest"
  }
}

extension RunEnding {
  /// What a failed call means for the rest of the run; nil where the run goes on.
  fileprivate init?(_ failure: CallFailure) {
    switch failure.kind {
    case .unauthorized: self = .unauthorized
    case .interrupted: self = .interrupted
    case .notConnected, .unusable: self = .unreachable
    case .beyondDeadline: self = .deadline
    case .mustWait: self = .mustWait
    case .refused, .notCarriedOut, .ambiguous: return nil
    }
  }
}
