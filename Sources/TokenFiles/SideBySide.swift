import Dispatch
import Locking

extension Array where Element: Sendable {
  /// What the body makes of each element, in their order, on as many threads as there are cores.
  func mapSideBySide<Value: Sendable>(_ body: @Sendable (Element) -> Value) -> [Value] {
    let values = Locked([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = body(self[index])
      values.withLock { $0[index] = value }
    }
    return values.withLock { $0.compactMap(\.self) }
  }
}
