import TokenModel

/// The result of reading a token after a write.
enum ReadingAfterWrite {
  case fetched(LiveToken)
  /// Every read showed the state before the write, until the reads were used up or the run was interrupted.
  case lagging(isInterrupted: Bool)
  case missing
  case failed(CallError)
}

extension TokenUpdate {
  /// Reads a token after a write. The platform's reads may lag behind its writes for some seconds, so a read that may
  /// show an earlier state is repeated, within bounds, before it is believed.
  ///
  /// - Parameter isBehind: Whether a read may show the state before the write.
  func read(_ change: TokenChange, isBehind: (LiveToken) -> Bool) async -> ReadingAfterWrite {
    var repeats = RetryPolicy.pausesBeforeRereads[...]
    while true {
      switch await attempt({ () async throws(CallError) in try await reader.tokenAfterWrite(change.id) }) {
      case .success(.found(let live)) where isBehind(live): break
      case .success(.found(let live)): return .fetched(live)
      case .success(.missing): return .missing
      case .success(.failed(let failure)), .failure(let failure): return .failed(failure)
      }
      guard let pause = repeats.popFirst() else { return .lagging(isInterrupted: false) }
      guard await retries.wait(pause) else { return .lagging(isInterrupted: true) }
    }
  }
}

extension TokenChange {
  /// Whether a whole read of the token holds one side of the change.
  func isHeld(on side: Side, by live: LiveToken) -> Bool {
    self.side(heldBy: live) == (side == .before ? .before : .after)
  }

  /// Whether a read after an accepted write may be older than the write: by its revision, or without revisions,
  /// because it holds the previous values.
  func isBehind(_ live: LiveToken, answer: LiveToken) -> Bool {
    if let revision = live.revision, let least = answer.revision ?? baseRevision.map({ $0 &+ 1 }) {
      return revision < least
    }
    return isHeld(on: .before, by: live)
  }

  /// A remark if the token's account or status changed after the change was planned.
  func accountOrStatusChange(in live: LiveToken) -> String? {
    if let account, let now = live.account, now.id != account.id {
      return "the token now belongs to another account, \(now.id)"
    }
    if let status, let now = live.status, now != status { return "the token is now \(now.word)" }
    return nil
  }
}

extension CallError {
  /// Whether a PUT that failed like this may still take effect: no response arrived, only a gateway responded, or the
  /// response of success could not be read. A server error is a final response.
  var mayStillTakeEffect: Bool {
    guard kind == .outcomeUnknown else { return false }
    guard let status else { return true }
    return status < 500 || status == 504
  }
}

extension EarlyExit {
  /// What a failure means for the rest of the run; nil if the run continues.
  init?(_ failure: CallError) {
    switch failure.kind {
    case .unauthorized: self = .unauthorized
    case .interrupted: self = .interrupted
    case .notConnected, .unusable: self = .unreachable
    case .beyondDeadline: self = .deadline
    case .mustWait: self = .mustWait
    case .refused, .notExecuted, .outcomeUnknown: return nil
    }
  }
}
