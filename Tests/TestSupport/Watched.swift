import Dispatch
import Locking

/// A value that changes beside a test, which can wait until it is as it should be. Nothing is polled.
package final class Watched<Value: Sendable>: Sendable {
  private struct Waiter {
    let condition: @Sendable (Value) -> Bool
    let continuation: CheckedContinuation<Value?, Never>
  }

  private struct State {
    var value: Value
    var waiters: [Int: Waiter] = [:]
    var waitersSoFar = 0
  }

  private let state: Locked<State>

  package init(_ value: Value) {
    state = Locked(State(value: value))
  }

  package var value: Value { state.withLock(\.value) }

  package func change(_ body: (inout Value) -> Void) {
    let (value, ready) = state.withLock { state in
      body(&state.value)
      let value = state.value
      let ready = state.waiters.filter { $0.value.condition(value) }
      for key in ready.keys { state.waiters[key] = nil }
      return (value, ready.values.map(\.continuation))
    }
    for continuation in ready { continuation.resume(returning: value) }
  }

  /// Blocks until the condition holds, or for many minutes. Only for threads that run no task.
  package func block(until condition: @escaping @Sendable (Value) -> Bool) {
    let isOver = DispatchSemaphore(value: 0)
    Task {
      _ = await value(where: condition)
      isOver.signal()
    }
    isOver.wait()
  }

  /// Returns the value as soon as the condition holds; nil if it still does not after ten minutes, which a busy machine does not reach.
  package func value(where condition: @escaping @Sendable (Value) -> Bool) async -> Value? {
    await withCheckedContinuation { continuation in
      let (early, key): (Value?, Int) = state.withLock { state in
        if condition(state.value) { return (state.value, 0) }
        state.waitersSoFar += 1
        state.waiters[state.waitersSoFar] = Waiter(condition: condition, continuation: continuation)
        return (nil, state.waitersSoFar)
      }
      if let early { return continuation.resume(returning: early) }
      DispatchQueue.global().asyncAfter(deadline: .now() + 600) { [weak self] in
        let late = self?.state.withLock { $0.waiters.removeValue(forKey: key) }
        late?.continuation.resume(returning: nil)
      }
    }
  }
}
