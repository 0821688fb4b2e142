/// How often a call is retried, and how long the run waits before each retry.
package struct RetryPolicy: Sendable {
  /// How many times a call is sent again after its first failure.
  package var maximumRetries: Int
  /// Waits; throws when the task is cancelled meanwhile.
  package var pause: @Sendable (Duration) async throws -> Void
  /// A number in 0..<1.
  package var random: @Sendable () -> Double
  /// The time at which a wait begins.
  package var now: @Sendable () -> ContinuousClock.Instant
  /// When the run ends; nil if it has no deadline.
  package var deadline: ContinuousClock.Instant?

  /// - Parameters:
  ///   - maximumRetries: How many times a call is sent again after its first failure.
  ///   - pause: Waits; throws if the task is cancelled meanwhile.
  ///   - random: A number in 0..<1, for jitter.
  ///   - now: The time at which a wait begins.
  ///   - deadline: When the run ends; nil for none.
  package init(
    maximumRetries: Int, pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    deadline: ContinuousClock.Instant? = nil
  ) {
    self.maximumRetries = maximumRetries
    self.pause = pause
    self.random = random
    self.now = now
    self.deadline = deadline
  }

  private static let initialDelay = Duration.milliseconds(500)
  private static let maximumDelay = Duration.seconds(30)
  /// The longest wait requested by the platform (`Retry-After`) that a run accepts.
  package static let maximumRequestedDelay = Duration.seconds(120)

  /// The waits before each repeated read after a write, because reads may lag behind writes: 6.5 s in all.
  static let pausesBeforeRereads: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(3)]

  /// Why a wait requested by the platform ends the run; nil if the run can wait.
  package func reasonNotToWait(for requested: Duration) -> CallError.Kind? {
    if let deadline, now() + requested >= deadline { return .beyondDeadline }
    return requested > Self.maximumRequestedDelay ? .mustWait : nil
  }

  /// The delay before a retry: exponential backoff with jitter, and at least what the platform requested.
  ///
  /// - Parameter retry: 1 before the first retry.
  package func delay(beforeRetry retry: Int, requested: Duration?) -> Duration {
    let ceiling = min(Self.initialDelay * (1 << min(retry - 1, 10)), Self.maximumDelay)
    let backoff = ceiling * (0.5 + random() / 2)
    return max(backoff, min(requested ?? .zero, Self.maximumRequestedDelay))
  }

  /// Waits before a retry. Returns false if the task is cancelled meanwhile.
  package func wait(beforeRetry retry: Int, requested: Duration?) async -> Bool {
    await wait(delay(beforeRetry: retry, requested: requested))
  }

  /// Waits. Returns false if the task is cancelled meanwhile.
  func wait(_ duration: Duration) async -> Bool {
    do {
      try await pause(duration)
      return !Task.isCancelled
    } catch {
      return false
    }
  }
}
