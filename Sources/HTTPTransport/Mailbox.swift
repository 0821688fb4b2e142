import Locking

/// A queue of commands from any thread to the engine's thread.
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

  /// Adds a command and wakes the engine. Returns false if the mailbox is closed. Waking the engine under the lock
  /// keeps the multi handle from being used after `close`.
  @discardableResult
  func post(_ command: Command) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      if state.commands.isEmpty { multi.wakeUp() }
      state.commands.append(command)
      return true
    }
  }

  /// Removes and returns all commands.
  func drain() -> [Command] {
    state.withLock { state in
      let commands = state.commands
      state.commands.removeAll()
      return commands
    }
  }

  /// Closes the mailbox, and returns the commands that were left.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      let commands = state.commands
      state.commands.removeAll()
      return commands
    }
  }
}
