import Dispatch
import Locking

/// Runs a blocking call off the cooperative pool.
func runBlocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: body()) }
  }
}

/// Runs a call that may block indefinitely, such as reading from a pipe. Returns nil on cancellation and abandons the
/// blocked thread.
func runCancellable<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
  let first = FirstValue<Value?>()
  return await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      first.expect(continuation)
      Task { first.give(await runBlocking(body)) }
    }
  } onCancel: {
    first.give(nil)
  }
}

/// Resumes its continuation with the first value given; later values are dropped.
private final class FirstValue<Value: Sendable>: Sendable {
  private enum State {
    case idle
    case waiting(CheckedContinuation<Value, Never>)
    case given(Value)
  }

  private let state = Locked(State.idle)

  func expect(_ continuation: CheckedContinuation<Value, Never>) {
    let early: Value? = state.withLock { state in
      if case .given(let value) = state { return .some(value) }
      state = .waiting(continuation)
      return nil
    }
    if let early { continuation.resume(returning: early) }
  }

  func give(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .given: return nil
      case .idle:
        state = .given(value)
        return nil
      case .waiting(let continuation):
        state = .given(value)
        return continuation
      }
    }
    waiting?.resume(returning: value)
  }
}
