import Locking

/// What a run has learnt about this deployment of the platform, so that no request repeats what was refused before.
final class PlatformHabits: Sendable {
  /// Calls that may differ in what they accept in `select`.
  enum Part {
    case lists, tokens, userGroups

    /// What is tried first: of user groups there is nothing to deselect.
    var first: MemberSelection { self == .userGroups ? .additions : .whole }
  }

  private struct State {
    var selections: [Part: MemberSelection] = [:]
    var refusesLists = false
    var omittedUnasked: OmittedMembers = []
  }

  private let state = Locked(State())

  /// What to say in `select` first.
  func selection(of part: Part) -> MemberSelection { state.withLock { $0.selections[part] ?? part.first } }

  /// Takes note of what was answered after something else was refused.
  func learn(_ selection: MemberSelection, of part: Part) {
    state.withLock { $0.selections[part] = max(selection, $0.selections[part] ?? part.first) }
  }

  var refusesLists: Bool { state.withLock { $0.refusesLists } }
  func learnThatListsAreRefused() { state.withLock { $0.refusesLists = true } }

  /// What lists omit unless it is asked for by name, beside what is always asked for.
  var omittedUnasked: OmittedMembers { state.withLock { $0.omittedUnasked } }
  func learnThatListsOmit(_ members: OmittedMembers) { state.withLock { $0.omittedUnasked.formUnion(members) } }
}
