extension Sequence where Element: Sendable, Self: Sendable {
  /// Runs the body for every element, at most `limit` at once, and returns the results in the order of the elements.
  ///
  /// The first failure cancels the others and is thrown once they have ended.
  ///
  /// - Parameter first: How many at once until one has succeeded, if that is fewer.
  package func concurrently<Value: Sendable>(
    atMost limit: Int, first: Int = .max, _ body: @escaping @Sendable (Element) async throws(CallError) -> Value
  ) async throws(CallError) -> [Value] {
    let result = await withTaskGroup(of: (Int, Result<Value, CallError>).self) { group in
      var elements = enumerated().makeIterator()
      var values: [Value?] = []
      var failure: CallError?
      var (allowed, running) = (Swift.max(1, Swift.min(first, limit)), 0)
      func fill(_ group: inout TaskGroup<(Int, Result<Value, CallError>)>) {
        while running < allowed, !group.isCancelled, let (index, element) = elements.next() {
          running += 1
          values.append(nil)
          group.addTask { (index, await attempt { () async throws(CallError) in try await body(element) }) }
        }
      }
      fill(&group)
      while let (index, result) = await group.next() {
        running -= 1
        switch result {
        case .success(let value):
          values[index] = value
          allowed = Swift.max(1, limit)
        case .failure(let decisive):
          failure = failure ?? decisive
          group.cancelAll()
        }
        fill(&group)
      }
      if group.isCancelled, elements.next() != nil { failure = failure ?? .interrupted }
      return failure.map { .failure($0) } ?? Result.success(values.compactMap(\.self))
    }
    return try result.get()
  }
}
