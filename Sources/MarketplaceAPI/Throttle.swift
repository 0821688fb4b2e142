/// Limits the number of concurrent requests, in the order in which they come.
///
/// On a 429 the whole run pauses, then resumes with half the concurrency, which grows back with each response (AIMD).
actor Throttle {
  private let maximum: Int
  private let pause: @Sendable (Duration) async throws -> Void
  private var allowed: Double
  private var inFlight = 0
  private var pauses = 0
  private var nextID = 0
  private var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []

  /// - Parameters:
  ///   - maximum: The number of concurrent requests as long as the platform answers no 429.
  ///   - pause: Waits for a duration.
  init(_ maximum: Int, pause: @escaping @Sendable (Duration) async throws -> Void) {
    self.maximum = max(1, maximum)
    self.pause = pause
    allowed = Double(self.maximum)
  }

  /// Waits until a request may be sent. Returns false if the task is cancelled first; otherwise the caller must call
  /// one of the two `release` functions.
  func acquire() async -> Bool {
    if isFree {
      inFlight += 1
      return !Task.isCancelled || released()
    }
    nextID += 1
    let id = nextID
    let hasAcquired = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiting.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.cancelWaiter(id) }
    }
    // A waiter may be resumed before its cancellation arrives here.
    return hasAcquired && (!Task.isCancelled || released())
  }

  /// Ends a request whose response was not 429.
  func release() {
    inFlight -= 1
    allowed = min(Double(maximum), allowed + 1 / allowed)
    admit()
  }

  /// Ends a request whose response was 429, and pauses all requests for this long.
  func release(pausingFor duration: Duration) {
    inFlight -= 1
    // Concurrent requests are refused together: that counts once.
    if pauses == 0 { allowed = max(1, (allowed / 2).rounded(.down)) }
    pauses += 1
    Task {
      try? await pause(duration)
      self.endPause()
    }
  }

  private var isFree: Bool { pauses == 0 && inFlight < Int(allowed) && waiting.isEmpty }

  private func released() -> Bool {
    inFlight -= 1
    admit()
    return false
  }

  private func endPause() {
    pauses -= 1
    admit()
  }

  private func admit() {
    while pauses == 0, inFlight < Int(allowed), !waiting.isEmpty {
      inFlight += 1
      waiting.removeFirst().continuation.resume(returning: true)
    }
  }

  private func cancelWaiter(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(returning: false)
  }
}
