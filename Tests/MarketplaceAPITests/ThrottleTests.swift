import Locking
import Testing

@testable import MarketplaceAPI

/// Pauses that end when the test says so.
private final class Pauses: Sendable {
  private let waiting = Locked<[CheckedContinuation<Void, Never>]>([])

  var count: Int { waiting.withLock { $0.count } }

  func pause(_: Duration) async {
    await withCheckedContinuation { continuation in waiting.withLock { $0.append(continuation) } }
  }

  func end() {
    for continuation in waiting.withLock({ waiting in
      defer { waiting = [] }
      return waiting
    }) { continuation.resume() }
  }
}

private final class Counter: Sendable {
  private let value = Locked(0)

  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}

@Suite("Throttling of a whole run")
struct ThrottleTests {
  private let pauses = Pauses()

  private func throttle(_ most: Int) -> Throttle {
    let pauses = pauses
    return Throttle(most) { await pauses.pause($0) }
  }

  /// Starts requests, waits until as many as expected are under way, and returns how many are after that.
  private func underWay(of tries: Int, in throttle: Throttle, expecting expected: Int) async -> Int {
    let entered = Counter()
    let all = (0..<tries).map { _ in
      Task {
        if await throttle.acquire() { entered.add() }
      }
    }
    while entered.count < expected { await Task.yield() }
    // Gives more of them the chance to come through.
    for _ in 0..<2_000 { await Task.yield() }
    for task in all { task.cancel() }
    for task in all { await task.value }
    for _ in 0..<entered.count { await throttle.release() }
    return entered.count
  }

  @Test func `no more are under way than allowed`() async {
    #expect(await underWay(of: 20, in: throttle(8), expecting: 8) == 8)
  }

  @Test func `when there are too many everybody waits`() async {
    let throttle = throttle(8)
    #expect(await throttle.acquire())
    await throttle.release(pausingFor: .seconds(1))
    #expect(await underWay(of: 20, in: throttle, expecting: 0) == 0)
  }

  @Test func `afterwards there are half as many`() async {
    let throttle = throttle(8)
    for _ in 0..<3 { #expect(await throttle.acquire()) }
    for _ in 0..<3 { await throttle.release(pausingFor: .seconds(1)) }
    while pauses.count < 3 { await Task.yield() }
    pauses.end()
    while await !throttle.acquire() {}
    await throttle.release()
    #expect(await underWay(of: 20, in: throttle, expecting: 4) == 4, "at the same time, it counts once")
  }

  @Test func `with answers the rest comes back little by little`() async {
    let throttle = throttle(4)
    #expect(await throttle.acquire())
    await throttle.release(pausingFor: .seconds(1))
    while pauses.count < 1 { await Task.yield() }
    pauses.end()
    while await !throttle.acquire() {}
    #expect(await underWay(of: 8, in: throttle, expecting: 1) == 1, "one more is under way already")
    for _ in 0..<20 {
      await throttle.release()
      #expect(await throttle.acquire())
    }
    await throttle.release()
    #expect(await underWay(of: 8, in: throttle, expecting: 4) == 4)
  }

  /// A slot may go to a waiter that is cancelled at that moment: it is passed on, and nothing is sent.
  @Test func `who is cancelled takes no place that comes free`() async throws {
    for _ in 0..<300 {
      let throttle = throttle(1)
      #expect(await throttle.acquire())
      let waiting = Task { await throttle.acquire() }
      for _ in 0..<5 { await Task.yield() }
      waiting.cancel()
      await throttle.release()
      try #require(await waiting.value == false)
      #expect(await throttle.acquire())
    }
  }

  @Test func `who is cancelled while held back gives up`() async {
    let throttle = throttle(1)
    #expect(await throttle.acquire())
    let waiting = Task { await throttle.acquire() }
    for _ in 0..<100 { await Task.yield() }
    waiting.cancel()
    #expect(await waiting.value == false)
    await throttle.release()
    #expect(await throttle.acquire())
  }
}
