import Dispatch
import Locking

extension Array where Element: Sendable {
  /// Maps the elements concurrently and folds the results into a state, in order, as soon as each prefix is complete.
  ///
  /// - Parameters:
  ///   - body: Called on as many threads as there are cores.
  ///   - initial: The state before the first element.
  ///   - fold: Called by one thread at a time; other threads with a result wait meanwhile.
  /// - Returns: The state after the last element.
  func concurrentMap<Value: Sendable, State: Sendable>(
    _ body: @Sendable (Element) -> Value, orderedInto initial: consuming State,
    _ fold: @Sendable (inout State, Value) -> Void
  ) -> State {
    let queue = Locked(OrderedQueue(state: initial, values: [Value?](repeating: nil, count: count)))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = body(self[index])
      queue.withLock { $0.add(value, at: index, fold) }
    }
    return queue.withLock { $0.state }
  }
}

/// Folds values in the order of their indexes, whatever order they arrive in.
private struct OrderedQueue<State: Sendable, Value: Sendable>: Sendable {
  var state: State
  private var values: [Value?]
  private var folded = 0

  init(state: State, values: [Value?]) {
    self.state = state
    self.values = values
  }

  mutating func add(_ value: Value, at index: Int, _ fold: (inout State, Value) -> Void) {
    values[index] = value
    while folded < values.count, let next = values[folded] {
      values[folded] = nil
      folded += 1
      fold(&state, next)
    }
  }
}
