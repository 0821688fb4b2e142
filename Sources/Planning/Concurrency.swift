extension Sequence where Element: Sendable, Self: Sendable {
  /// Runs the body for every element, at most `limit` at once, and returns the results in no particular order.
  ///
  /// The first failure cancels the others and is thrown once they have ended.
  package func concurrently<Value: Sendable>(
    atMost limit: Int, _ body: @escaping @Sendable (Element) async throws(CallFailure) -> Value
  ) async throws(CallFailure) -> [Value] {
    let results = await withTaskGroup(of: Result<Value, CallFailure>.self) { group in
      var iterator = makeIterator()
      var results: [Result<Value, CallFailure>] = []
      for _ in 0..<Swift.max(1, limit) {
        guard let element = iterator.next() else { break }
        group.addTask { await attempt { () async throws(CallFailure) in try await body(element) } }
      }
      while let result = await group.next() {
        results.append(result)
        if case .failure = result {
          group.cancelAll()
        } else if !group.isCancelled, let element = iterator.next() {
          group.addTask { await attempt { () async throws(CallFailure) in try await body(element) } }
        }
      }
      if group.isCancelled, iterator.next() != nil, !results.contains(where: \.isFailure) {
        results.append(.failure(.interrupted))
      }
      return results
    }
    if let decisive = results.lazy.compactMap(\.failure).first { throw decisive }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }

  fileprivate var isFailure: Bool { failure != nil }
}

extension CallFailure {
  /// The run was told to end before the call was made.
  package static let interrupted = CallFailure(.interrupted, call: "", message: "interrupted")
}
