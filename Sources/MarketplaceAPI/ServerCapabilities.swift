import Locking

/// What a run has found out about this deployment of the platform, so that no request repeats what was refused before.
final class ServerCapabilities: Sendable {
  /// Calls that may differ in what they accept in `select`.
  enum Part {
    case lists, tokens, userGroups

    /// What to try first. User groups have nothing to deselect.
    var first: MemberSelection { self == .userGroups ? .additions : .full }
  }

  private struct State {
    var selections: [Part: MemberSelection] = [:]
    var supportsLists = true
    var omittedByDefault: OmittedMembers = []
  }

  private let state = Locked(State())

  /// The content of `select` that the deployment is known, or assumed, to support.
  func selection(for part: Part) -> MemberSelection { state.withLock { $0.selections[part] ?? part.first } }

  /// Records that this selection succeeded, so that one with more is not tried again.
  func recordSupport(of selection: MemberSelection, for part: Part) {
    state.withLock { $0.selections[part] = max(selection, $0.selections[part] ?? part.first) }
  }

  /// Whether lists can be read; otherwise tokens are read by id.
  var supportsLists: Bool { state.withLock { $0.supportsLists } }
  func recordListsUnsupported() { state.withLock { $0.supportsLists = false } }

  /// The members that lists were seen to omit unless `select` names them, besides those that are always selected.
  var omittedByDefault: OmittedMembers { state.withLock { $0.omittedByDefault } }
  func recordOmittedByDefault(_ members: OmittedMembers) { state.withLock { $0.omittedByDefault.formUnion(members) } }
}
