import Locking
import Synchronization

/// The end of the time that a run was given, once it has come.
final class Deadline: Sendable {
  private let passed = Atomic(false)
  private let planned = Locked<ContinuousClock.Instant?>(nil)

  var hasPassed: Bool { passed.load(ordering: .acquiring) }

  /// When the run ends; nil where it has all the time it wants.
  var end: ContinuousClock.Instant? { planned.withLock { $0 } }

  /// Runs the body, and cancels it when the time is over. Nil gives it all the time it wants.
  func run<Value: Sendable>(_ limit: Duration?, _ body: @escaping @Sendable () async -> Value) async -> Value {
    guard let limit else { return await body() }
    planned.withLock { $0 = .now + limit }
    let run = Task { await body() }
    let clock = Task {
      try await Task.sleep(for: limit)
      passed.store(true, ordering: .releasing)
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

extension Pipeline {
  func withDeadline(_ body: @escaping @Sendable () async -> ExitCode) async -> ExitCode {
    await deadline.run(settings.deadline, body)
  }
}
