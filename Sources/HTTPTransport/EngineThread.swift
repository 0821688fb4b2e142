import FileAccess
import Glibc
import Locking

/// Runs blocking work on a dedicated thread, keeping it off the cooperative pool.
final class EngineThread: Sendable {
  private struct State {
    /// Nil before the start, and once the thread has been joined or detached.
    var handle: pthread_t?
    var hasEnded = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let work: @Sendable () -> Void
  private let state = Locked(State())

  init(running work: @escaping @Sendable () -> Void) {
    self.work = work
  }

  /// Starts the work. Call it once. Throws if the system has no more threads.
  func start() throws(TransportError) {
    let context = Unmanaged.passRetained(self)
    var handle = pthread_t()
    let result = pthread_create(
      &handle, nil,
      { context in
        if let context { Unmanaged<EngineThread>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard result == 0 else {
      context.release()
      throw TransportError(.other, "no thread could be created: \(Errno(result).text)")
    }
    state.withLock { $0.handle = handle }
  }

  /// Waits until the work and the thread have ended.
  func join() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waiters.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
    // The work is done, so this waits for microseconds.
    state.withLock { state in
      if let handle = state.handle { pthread_join(handle, nil) }
      state.handle = nil
    }
  }

  /// Lets the thread end by itself.
  func detach() {
    state.withLock { state in
      if let handle = state.handle { pthread_detach(handle) }
      state.handle = nil
    }
  }

  private func run() {
    Self.blockBrokenPipeSignals()
    work()
    let waiters = state.withLock { state in
      state.hasEnded = true
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// OpenSSL's writes raise SIGPIPE if the peer has closed the connection. The signal goes to the thread that wrote, so
  /// blocking it in this thread is enough, and changes nothing for the rest of the program.
  private static func blockBrokenPipeSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
