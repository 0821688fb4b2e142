import Locking
import Planning
import Testing

@Suite("Many at once")
struct ConcurrencyTests {
  @Test func `results are in the order of the elements`() async throws {
    let doubled = try await Array(0..<100).concurrently(atMost: 7) { (number) async throws(CallError) in
      if number.isMultiple(of: 3) { await Task.yield() }
      return 2 * number
    }
    #expect(doubled == (0..<100).map { 2 * $0 })
    let none = try await [Int]().concurrently(atMost: 7) { (number) async throws(CallError) in number }
    #expect(none.isEmpty)
  }

  @Test func `no more run than allowed and fewer before one has succeeded`() async throws {
    let state = Locked((running: 0, most: 0, hasSucceeded: false, mostAtFirst: 0))
    _ = try await Array(0..<200).concurrently(atMost: 8, first: 3) { (_) async throws(CallError) in
      state.withLock { state in
        state.running += 1
        state.most = max(state.most, state.running)
        if !state.hasSucceeded { state.mostAtFirst = max(state.mostAtFirst, state.running) }
      }
      for _ in 0..<10 { await Task.yield() }
      state.withLock { state in
        state.running -= 1
        state.hasSucceeded = true
      }
    }
    #expect(state.withLock { $0.most <= 8 && $0.mostAtFirst <= 3 && $0.running == 0 })
  }

  @Test func `the first failure is thrown and nothing else is started`() async throws {
    let started = Locked(0)
    let failure = await #expect(throws: CallError.self) {
      try await Array(0..<1_000).concurrently(atMost: 4) { (number) async throws(CallError) in
        started.withLock { $0 += 1 }
        if number == 0 { throw CallError(.unauthorized, call: "GET", message: "returned 401", status: 401) }
        while !Task.isCancelled { await Task.yield() }
        throw .interrupted
      }
    }
    #expect(failure?.kind == .unauthorized)
    #expect(started.withLock { $0 } == 4)
  }

  @Test func `a cancelled task is interrupted if work is left`() async {
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await [1, 2, 3].concurrently(atMost: 1) { (number) async throws(CallError) in number }
    }
    let failure = await #expect(throws: CallError.self) { try await run.value }
    #expect(failure?.kind == .interrupted)
  }
}
