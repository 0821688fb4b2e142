import Dispatch
import Locking

extension Array where Element: Sendable {
  /// Gives what the body makes of each element, on as many threads as there are cores, to one thread at a time in the
  /// order of the elements; each as soon as those before it are done. While one thread takes, others wait that are done.
  func forEachSideBySide<Value: Sendable, State: Sendable>(
    _ body: @Sendable (Element) -> Value, into initial: consuming State, _ take: @Sendable (inout State, Value) -> Void
  ) -> State {
    let queue = Locked(OrderedQueue(state: initial, values: [Value?](repeating: nil, count: count)))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = body(self[index])
      queue.withLock { $0.add(value, at: index, take) }
    }
    return queue.withLock { $0.state }
  }
}

/// Values that come in any order and are taken in that of their places.
private struct OrderedQueue<State: Sendable, Value: Sendable>: Sendable {
  var state: State
  private var values: [Value?]
  private var taken = 0

  init(state: State, values: [Value?]) {
    self.state = state
    self.values = values
  }

  mutating func add(_ value: Value, at place: Int, _ take: (inout State, Value) -> Void) {
    values[place] = value
    while taken < values.count, let next = values[taken] {
      values[taken] = nil
      taken += 1
      take(&state, next)
    }
  }
}
