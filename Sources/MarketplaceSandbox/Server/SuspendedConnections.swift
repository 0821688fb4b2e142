import CMicroHTTPD
import Dispatch
import Locking

/// The connections that wait for something: for the end of a pause, or for the end of the server.
///
/// A waiting connection takes no thread, so any number of them wait at once.
final class SuspendedConnections: Sendable {
  private struct Waiting {
    var connections: Set<UInt> = []
    var isOver = false
  }

  private let waiting = Locked(Waiting())
  private let queue = DispatchQueue(label: "marketplace-sandbox.suspensions")

  /// Suspends a connection, indefinitely without a time.
  ///
  /// To be called on the thread that serves the connection, while it serves it.
  /// - Returns: false once the server ends: the connection does not wait then.
  func suspend(_ connection: OpaquePointer, milliseconds: Int?) -> Bool {
    let key = UInt(bitPattern: connection)
    let isSuspended = waiting.withLock { waiting in
      guard !waiting.isOver else { return false }
      waiting.connections.insert(key)
      MHD_suspend_connection(connection)
      return true
    }
    if isSuspended, let milliseconds {
      queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [self] in resume(key) }
    }
    return isSuspended
  }

  /// Lets every connection go on, and no other one wait.
  func end() {
    waiting.withLock { waiting in
      waiting.isOver = true
      for key in waiting.connections { MHD_resume_connection(OpaquePointer(bitPattern: key)) }
      waiting.connections = []
    }
  }

  private func resume(_ key: UInt) {
    waiting.withLock { waiting in
      guard waiting.connections.remove(key) != nil else { return }
      MHD_resume_connection(OpaquePointer(bitPattern: key))
    }
  }
}
