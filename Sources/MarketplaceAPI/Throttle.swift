/// How many requests may be under way at once: first come, first served.
///
/// When the platform says that there are too many, the whole run is held back for a while and then goes on with half as
/// many; with each answer a little of the rest comes back.
actor Throttle {
  private let most: Int
  private let pause: @Sendable (Duration) async throws -> Void
  private var allowed: Double
  private var underWay = 0
  private var holds = 0
  private var nextID = 0
  private var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []

  /// - Parameters:
  ///   - most: How many requests may be under way as long as the platform does not mind.
  ///   - pause: Waits.
  init(_ most: Int, pause: @escaping @Sendable (Duration) async throws -> Void) {
    self.most = max(1, most)
    self.pause = pause
    allowed = Double(self.most)
  }

  /// Returns when a request may be sent; false when the task is cancelled instead.
  func enter() async -> Bool {
    if mayEnter {
      underWay += 1
      return !Task.isCancelled || leaving()
    }
    nextID += 1
    let id = nextID
    let hasEntered = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiting.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
    // A place may be given away before it is known that nobody wants it any more.
    return hasEntered && (!Task.isCancelled || leaving())
  }

  /// A request has ended with something else than too many requests.
  func leave() {
    underWay -= 1
    allowed = min(Double(most), allowed + 1 / allowed)
    admit()
  }

  /// A request has ended because there are too many. Everything waits for so long.
  func leave(heldBackFor duration: Duration) {
    underWay -= 1
    // What was under way together is told together, and counts once.
    if holds == 0 { allowed = max(1, (allowed / 2).rounded(.down)) }
    holds += 1
    Task {
      try? await pause(duration)
      self.endHold()
    }
  }

  private var mayEnter: Bool { holds == 0 && underWay < Int(allowed) && waiting.isEmpty }

  private func leaving() -> Bool {
    underWay -= 1
    admit()
    return false
  }

  private func endHold() {
    holds -= 1
    admit()
  }

  private func admit() {
    while holds == 0, underWay < Int(allowed), !waiting.isEmpty {
      underWay += 1
      waiting.removeFirst().continuation.resume(returning: true)
    }
  }

  private func giveUp(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(returning: false)
  }
}
