import Glibc
import Locking

/// A thread of its own for work that waits, as the threads that run Swift's tasks must not.
final class EngineThread: Sendable {
  private struct State {
    /// nil before the start, and once the thread has been joined or let go.
    var handle: pthread_t?
    var hasEnded = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let work: @Sendable () -> Void
  private let state = Locked(State())

  init(running work: @escaping @Sendable () -> Void) {
    self.work = work
  }

  /// Starts the work. To be called once.
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
      throw TransportError(.other, "the system gave no thread: \(String(cString: strerror(result)))")
    }
    state.withLock { $0.handle = handle }
  }

  /// Returns when the work has ended and the thread is gone.
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

  /// Lets the thread end by itself, with nobody waiting for it.
  func letGo() {
    state.withLock { state in
      if let handle = state.handle { pthread_detach(handle) }
      state.handle = nil
    }
  }

  private func run() {
    Self.ignoreBrokenPipes()
    work()
    let waiters = state.withLock { state in
      state.hasEnded = true
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// OpenSSL writes to sockets in a way that raises SIGPIPE when the other side is gone. The signal goes to the thread
  /// that wrote, so blocking it here is enough, and leaves the rest of the program as it is.
  private static func ignoreBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
