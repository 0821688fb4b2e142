import Locking
import Planning

/// Announces that a run waits because the platform asks it to: once if many requests are asked at the same time.
final class WaitLog: Sendable {
  private let output: @Sendable (String) -> Void
  private let current = Locked<(length: Duration, end: ContinuousClock.Instant)?>(nil)

  init(_ output: @escaping @Sendable (_ sentence: String) -> Void) {
    self.output = output
  }

  func announce(_ wait: Duration, at now: ContinuousClock.Instant, after failure: CallError) {
    let isNew = current.withLock { current in
      guard wait > .zero, current.map({ now >= $0.end || wait > $0.length }) ?? true else { return false }
      current = (wait, now + wait)
      return true
    }
    if isNew { output("Waiting \(wait), as requested by the platform (\(failure.status ?? 0)).") }
  }
}
