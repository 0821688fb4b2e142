extension Sequence where Element: Sendable, Self: Sendable {
  /// Runs the body for every element, at most `limit` at once, and returns the results in the order of the elements.
  ///
  /// The first failure cancels the others and is thrown once they have ended.
  package func concurrently<Value: Sendable>(
    atMost limit: Int, _ body: @escaping @Sendable (Element) async throws(CallFailure) -> Value
  ) async throws(CallFailure) -> [Value] {
    let result = await withTaskGroup(of: (Int, Result<Value, CallFailure>).self) { group in
      var elements = enumerated().makeIterator()
      var values: [Value?] = []
      var failure: CallFailure?
      func startNext(in group: inout TaskGroup<(Int, Result<Value, CallFailure>)>) {
        guard let (index, element) = elements.next() else { return }
        values.append(nil)
        group.addTask { (index, await attempt { () async throws(CallFailure) in try await body(element) }) }
      }
      for _ in 0..<Swift.max(1, limit) { startNext(in: &group) }
      while let (index, result) = await group.next() {
        switch result {
        case .success(let value): values[index] = value
        case .failure(let first):
          failure = failure ?? first
          group.cancelAll()
        }
        if !group.isCancelled { startNext(in: &group) }
      }
      if group.isCancelled, elements.next() != nil { failure = failure ?? .interrupted }
      return failure.map { .failure($0) } ?? Result.success(values.compactMap(\.self))
    }
    return try result.get()
  }
}

extension CallFailure {
  /// The run was told to end before the call was made.
  package static let interrupted = CallFailure(.interrupted, call: "", message: "interrupted")
}
