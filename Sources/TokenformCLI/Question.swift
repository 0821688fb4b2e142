import Locking

enum Question {
  /// Asks, and returns what was answered; nil at the end of the input, or when the task is cancelled meanwhile.
  static func ask(_ text: String, in world: World) async -> String? {
    world.standardError.post(text)
    _ = await world.standardError.flush()
    let answer = Answer()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        answer.expect(continuation)
        Task { answer.give(await offThePool(world.readLine)) }
      }
    } onCancel: {
      answer.give(nil)
    }
  }

  /// Resumes whoever waits with the first answer that comes; later ones are dropped.
  private final class Answer: Sendable {
    private enum State {
      case nobodyWaits
      case waiting(CheckedContinuation<String?, Never>)
      case given(String?)
    }

    private let state = Locked(State.nobodyWaits)

    func expect(_ continuation: CheckedContinuation<String?, Never>) {
      let early: String?? = state.withLock { state in
        if case .given(let answer) = state { return .some(answer) }
        state = .waiting(continuation)
        return nil
      }
      if let early { continuation.resume(returning: early) }
    }

    func give(_ answer: String?) {
      let waiting: CheckedContinuation<String?, Never>? = state.withLock { state in
        switch state {
        case .given: return nil
        case .nobodyWaits:
          state = .given(answer)
          return nil
        case .waiting(let continuation):
          state = .given(answer)
          return continuation
        }
      }
      waiting?.resume(returning: answer)
    }
  }
}
