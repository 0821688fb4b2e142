import Locking
import Planning

/// Says when a run waits because the platform asks it to: once for what is asked of many requests at the same time.
final class WaitLog: Sendable {
  private let announce: @Sendable (String) -> Void
  private let current = Locked<(length: Duration, end: ContinuousClock.Instant)?>(nil)

  init(_ announce: @escaping @Sendable (_ sentence: String) -> Void) {
    self.announce = announce
  }

  func take(_ wait: Duration, after failure: CallFailure) {
    let isNew = current.withLock { current in
      let now = ContinuousClock.now
      guard wait > .zero, current.map({ now >= $0.end || wait > $0.length }) ?? true else { return false }
      current = (wait, now + wait)
      return true
    }
    if isNew { announce("Waiting \(wait), as the platform asks (\(failure.status ?? 0)).") }
  }
}
