import TokenModel

/// What reading a token after a write came to.
enum ReadingAfterWrite {
  case told(LiveToken)
  /// Reads show the state before the write until the last one that was made: because there are no more, or because the
  /// run was cut off.
  case lagging(isCutOff: Bool)
  case missing
  case failed(CallFailure)
}

extension TokenUpdate {
  /// Reads a token after a write. The platform's reads may lag behind its writes for some seconds, so a read that may
  /// show an earlier state is repeated, within bounds, before it is believed.
  ///
  /// - Parameter isBehind: Whether a read may show the state before the write.
  func read(_ change: TokenChange, isBehind: (LiveToken) -> Bool) async -> ReadingAfterWrite {
    var repeats = RetryPolicy.pausesBeforeRereads[...]
    while true {
      switch await attempt({ () async throws(CallFailure) in try await reader.tokenAfterWrite(change.id) }) {
      case .success(.found(let live)) where isBehind(live): break
      case .success(.found(let live)): return .told(live)
      case .success(.missing): return .missing
      case .success(.failed(let failure)), .failure(let failure): return .failed(failure)
      }
      guard let pause = repeats.popFirst() else { return .lagging(isCutOff: false) }
      guard await retries.wait(pause) else { return .lagging(isCutOff: true) }
    }
  }
}

extension TokenChange {
  /// Whether a whole read of the token holds one side of the change.
  func isHeld(on side: Side, by live: LiveToken) -> Bool {
    self.side(heldBy: live) == (side == .before ? .before : .after)
  }

  /// Whether a read after an accepted write may be older than the write: by its revision, or if revisions are not told,
  /// because it holds what was before.
  func isBehind(_ live: LiveToken, answer: LiveToken) -> Bool {
    if let revision = live.revision, let least = answer.revision ?? baseRevision.map({ $0 &+ 1 }) {
      return revision < least
    }
    return isHeld(on: .before, by: live)
  }

  /// Says so if a token has another account or status than when the change was planned.
  func standing(of live: LiveToken) -> String? {
    if let account, let now = live.account, now.id != account.id {
      return "the token now belongs to another account, \(now.id)"
    }
    if let status, let now = live.status, now != status { return "the token is now \(now.word)" }
    return nil
  }
}

extension CallFailure {
  /// Whether a PUT that failed like this may be carried out later: nobody answered for it, or only somebody in front of
  /// the platform, or it was accepted in words that are not understood. A server error is an answer.
  var mayStillBeCarriedOut: Bool {
    guard kind == .ambiguous else { return false }
    guard let status else { return true }
    return status < 500 || status == 504
  }
}

extension RunEnding {
  /// What a failure means for the rest of the run; nil if it goes on.
  init?(_ failure: CallFailure) {
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
