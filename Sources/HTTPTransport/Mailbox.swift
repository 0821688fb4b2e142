import Locking

/// Where any thread leaves what the engine is to do. The engine's thread takes it from there.
final class Mailbox: Sendable {
  enum Command: Sendable {
    case start(Submission)
    case cancel(id: UInt64)
    case stop
  }

  private struct State {
    var commands: [Command] = []
    var isClosed = false
  }

  private let state = Locked(State())
  private let multi: MultiHandle

  init(waking multi: MultiHandle) {
    self.multi = multi
  }

  /// Leaves a command and wakes the engine; false if the engine takes no more. Waking it under the lock is what keeps
  /// the multi handle from being used after `close`.
  @discardableResult
  func post(_ command: Command) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      if state.commands.isEmpty { multi.wakeUp() }
      state.commands.append(command)
      return true
    }
  }

  func takeAll() -> [Command] {
    state.withLock { state in
      let commands = state.commands
      state.commands.removeAll()
      return commands
    }
  }

  /// Accepts nothing from now on, and hands over what was still left.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      let commands = state.commands
      state.commands.removeAll()
      return commands
    }
  }
}
