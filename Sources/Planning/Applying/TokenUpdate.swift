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

  /// What was sent for one token so far.
  private struct Course {
    let change: TokenChange
    /// How many PUTs were sent.
    var attempts = 0
    /// Whether a PUT without an answer may still be carried out.
    var isOpen = false
  }

  func write(_ change: TokenChange) async -> End {
    let delta = TokenDelta(change)
    var course = Course(change: change)
    // Of connecting.
    var tries = 0
    while true {
      do throws(CallFailure) {
        let answer = try await writer.update(delta, attempt: course.attempts + 1)
        course.attempts += 1
        return await verify(course, answer)
      } catch {
        if error.kind == .interrupted, course.attempts == 0 {
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
          return unreachable(course, error)
        }
        if error.kind != .interrupted { course.attempts += 1 }
        course.isOpen = course.isOpen || error.mayStillBeCarriedOut
        if let end = await settle(course, error) { return end }
        guard course.attempts <= retries.maximumRetries else {
          return unsuccessful(course, error)
        }
        guard await retries.wait(beforeRetry: course.attempts, asked: error.retryAfter) else {
          return unsuccessful(
            course, error, note: "the run ended before it could be tried again", ending: .interrupted)
        }
      }
    }
  }

  /// What a failed PUT came to; nil if nothing was carried out and it may be sent again.
  private func settle(_ course: Course, _ failure: CallFailure) async -> End? {
    switch failure.kind {
    case .notCarriedOut: nil
    case .ambiguous: await outcome(of: course, after: failure)
    case .unauthorized, .refused, .interrupted, .beyondDeadline, .mustWait, .notConnected, .unusable:
      unsuccessful(course, failure, ending: RunEnding(failure))
    }
  }

  /// Nothing can be sent any more.
  private func unreachable(_ course: Course, _ failure: CallFailure) -> End {
    var end = unsuccessful(course, failure, ending: Task.isCancelled ? .interrupted : .unreachable)
    if course.attempts == 0 {
      end.result.outcome = .notAttempted
      end.result.message = "could not be sent: \(failure.statement)"
    }
    return end
  }

  /// Determines whether a PUT with an unknown outcome took effect. Returns nil if it did not and can be sent again.
  private func outcome(of course: Course, after failure: CallFailure) async -> End? {
    let change = course.change
    let reading = await read(change) { change.isHeld(on: .before, by: $0) }
    switch reading {
    case .told(let live):
      if change.isHeld(on: .after, by: live) {
        var result = TokenResult(
          id: change.id, outcome: .applied, attempts: course.attempts, traceID: failure.traceID)
        result.message = remark(on: live, after: course)
        return End(result: result)
      }
      if change.side(heldBy: live) == .undecided {
        return unknown(course, "\(failure.statement); \(Self.unverifiable)", traceID: failure.traceID)
      }
      guard let mismatches = change.mismatches(with: live, on: .after) else {
        return unknown(
          course, "\(failure.statement); the platform did not return everything needed to tell what the token holds",
          traceID: failure.traceID)
      }
      let others = "\(failure.statement); the token was changed in the meantime\(live.lastChange.map(byWhom) ?? "")"
      return End(
        result: TokenResult(
          id: change.id, outcome: .failed, attempts: course.attempts, message: others, traceID: failure.traceID,
          mismatches: mismatches))
    case .lagging(isCutOff: false):
      return nil
    case .lagging(isCutOff: true):
      return unknown(
        course, "\(failure.statement); the run ended before it could find out whether the write took effect",
        traceID: failure.traceID, ending: .interrupted)
    case .missing:
      return End(
        result: TokenResult(
          id: change.id, outcome: .failed, attempts: course.attempts,
          message: "\(failure.statement); the token no longer exists", traceID: failure.traceID))
    case .failed(let second):
      return unknown(
        course, "\(failure.statement); reading whether the write took effect failed: \(second.sentence)",
        traceID: failure.traceID, ending: RunEnding(second))
    }
  }

  /// The end of a token whose last PUT failed: `failed` if it is known not to hold what was asked, `unknown` if an
  /// earlier PUT may still be carried out.
  private func unsuccessful(
    _ course: Course, _ failure: CallFailure, note: String? = nil, ending: RunEnding? = nil
  ) -> End {
    let open = course.isOpen ? "a request that got no response may still take effect" : nil
    let message = [failure.statement, note, open].compactMap(\.self).joined(separator: "; ")
    return End(
      result: TokenResult(
        id: course.change.id, outcome: course.isOpen ? .unknown : .failed, attempts: course.attempts,
        message: message, traceID: failure.traceID), ending: ending)
  }

  private func unknown(_ course: Course, _ message: String, traceID: String?, ending: RunEnding? = nil) -> End {
    End(
      result: TokenResult(
        id: course.change.id, outcome: .unknown, attempts: course.attempts, message: message, traceID: traceID),
      ending: ending)
  }

  /// Compares what the platform stored with what was asked.
  private func verify(_ course: Course, _ answer: UpdateAnswer) async -> End {
    let change = course.change
    if let mismatches = change.verified(by: answer.token) {
      return stored(mismatches, in: answer.token, course, answer)
    }
    let accepted = "the platform accepted the write"
    switch await read(change, isBehind: { change.isBehind($0, answer: answer.token) }) {
    case .told(let live):
      guard let mismatches = change.verified(by: live) else {
        let reason = change.isUnverifiable(in: live) ? "; \(Self.unverifiable)" : " but did not return what it stored"
        return unknown(course, accepted + reason, traceID: answer.traceID)
      }
      return stored(mismatches, in: live, course, answer)
    case .lagging(let isCutOff):
      let rest =
        isCutOff
        ? "but the run ended before the result could be read" : "but its reads still return the previous values"
      return unknown(course, "\(accepted), \(rest)", traceID: answer.traceID, ending: isCutOff ? .interrupted : nil)
    case .missing:
      return unknown(course, "\(accepted), but the token no longer exists", traceID: answer.traceID)
    case .failed(let failure):
      return unknown(
        course, "\(accepted), but reading the result failed: \(failure.sentence)", traceID: answer.traceID)
    }
  }

  private func stored(
    _ mismatches: TokenDifference, in live: LiveToken, _ course: Course, _ answer: UpdateAnswer
  ) -> End {
    var result = TokenResult(
      id: course.change.id, outcome: .applied, attempts: course.attempts, traceID: answer.traceID)
    result.message = remark(on: live, after: course)
    if !mismatches.isEmpty {
      result.outcome = .notConverged
      result.mismatches = mismatches
      result.message = ["the platform stored other values than those requested", result.message]
        .compactMap(\.self).joined(separator: "; ")
    }
    return End(result: result)
  }

  /// What a person should know of a token that was written: another status or account, and somebody else's write.
  private func remark(on live: LiveToken, after course: Course) -> String? {
    let remarks = [course.change.standing(of: live), concurrentWrite(course.change, live, attempts: course.attempts)]
    return remarks.contains { $0 != nil } ? remarks.compactMap(\.self).joined(separator: "; ") : nil
  }

  private static let unverifiable =
    "its response does not distinguish a token that may act through no extension from one that may act through all"

  /// Says so if the revision grew by more than the PUTs that were sent.
  private func concurrentWrite(_ change: TokenChange, _ live: LiveToken, attempts: Int) -> String? {
    guard let base = change.baseRevision, let revision = live.revision else { return nil }
    let (expected, isBeyondNumbers) = base.addingReportingOverflow(attempts)
    guard !isBeyondNumbers, revision > expected else { return nil }
    let who = live.lastChange.map { "; the last change was made\(byWhom($0))" } ?? ""
    let own = attempts == 1 ? "once" : "\(attempts) times"
    return "another client wrote at the same time: the revision went from \(base) to \(revision), and this run wrote "
      + "\(own)\(who); see the token's history in the portal"
  }
}
