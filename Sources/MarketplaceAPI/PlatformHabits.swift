import Locking

/// What a run has learnt about this deployment of the platform, so that no request repeats what was refused before.
final class PlatformHabits: Sendable {
  private struct State {
    var refusesSelect = false
    var refusesLists = false
  }

  private let state = Locked(State())

  var refusesSelect: Bool { state.withLock { $0.refusesSelect } }
  var refusesLists: Bool { state.withLock { $0.refusesLists } }

  func learnThatSelectIsRefused() { state.withLock { $0.refusesSelect = true } }
  func learnThatListsAreRefused() { state.withLock { $0.refusesLists = true } }
}
