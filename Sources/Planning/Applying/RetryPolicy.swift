/// How often something is tried again, and how long is waited before.
package struct RetryPolicy: Sendable {
  /// How many times a call is sent again after its first failure.
  package var maximumRetries: Int
  /// Waits; throws when the task is cancelled meanwhile.
  package var pause: @Sendable (Duration) async throws -> Void
  /// A number in 0..<1.
  package var random: @Sendable () -> Double
  /// When the run ends; nil where it was given no time.
  package var deadline: ContinuousClock.Instant?

  package init(
    maximumRetries: Int, pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    deadline: ContinuousClock.Instant? = nil
  ) {
    self.maximumRetries = maximumRetries
    self.pause = pause
    self.random = random
    self.deadline = deadline
  }

  private static let first = Duration.milliseconds(500)
  private static let longest = Duration.seconds(30)
  /// The longest that a run waits because the platform asks it to.
  package static let longestAskedFor = Duration.seconds(120)

  /// How long is waited before each read that repeats one which may lag behind a write: 6.5 s in all.
  static let pausesBeforeRereads: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(3)]

  /// Why a wait that the platform asks for ends the run; nil where it does not.
  package func obstacle(toWaiting asked: Duration) -> CallFailure.Kind? {
    if let deadline, .now + asked >= deadline { return .beyondDeadline }
    return asked > Self.longestAskedFor ? .mustWait : nil
  }

  /// Twice as long each time, somewhere in the upper half of that, and at least what the platform asked for.
  ///
  /// - Parameter retry: 1 before the first retry.
  package func delay(beforeRetry retry: Int, asked: Duration?) -> Duration {
    let ceiling = min(Self.first * (1 << min(retry - 1, 10)), Self.longest)
    let backoff = ceiling * (0.5 + random() / 2)
    return max(backoff, min(asked ?? .zero, Self.longestAskedFor))
  }

  /// Waits before a retry; false when the task was cancelled meanwhile.
  package func wait(beforeRetry retry: Int, asked: Duration?) async -> Bool {
    await wait(delay(beforeRetry: retry, asked: asked))
  }

  /// Waits; false when the task was cancelled meanwhile.
  func wait(_ duration: Duration) async -> Bool {
    do {
      try await pause(duration)
      return !Task.isCancelled
    } catch {
      return false
    }
  }
}
