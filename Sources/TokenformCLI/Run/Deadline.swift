import Synchronization

/// The time at which a run has to end.
final class Deadline: Sendable {
  /// Nil if the run has no limit.
  let end: ContinuousClock.Instant?
  private let passed = Atomic(false)

  init(end: ContinuousClock.Instant? = nil) {
    self.end = end
  }

  /// Whether the run was cancelled because its time was over.
  var hasPassed: Bool { passed.load(ordering: .acquiring) }

  /// Runs the body, and cancels it once the time is over.
  ///
  /// - Parameter limit: How long the body may take; nil if it has no limit.
  static func run<Value: Sendable>(
    _ limit: Duration?, _ body: @escaping @Sendable (Deadline) async -> Value
  ) async -> Value {
    guard let limit else { return await body(Deadline()) }
    let end = ContinuousClock.now + limit
    let deadline = Deadline(end: end)
    let run = Task { await body(deadline) }
    let clock = Task {
      try await Task.sleep(until: end, clock: .continuous)
      deadline.passed.store(true, ordering: .releasing)
      run.cancel()
    }
    let value = await withTaskCancellationHandler {
      await run.value
    } onCancel: {
      run.cancel()
    }
    clock.cancel()
    return value
  }
}
