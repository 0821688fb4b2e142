import FileAccess
import Locking

/// A request and the status of its response; 0 without a response.
package struct LoggedRequest: Sendable, Equatable {
  /// Such as `GET`.
  package let method: String
  /// Path and query, as they were sent.
  package let target: String
  /// The HTTP status; 0 without a response.
  package let status: Int

  /// As in the log: `GET /public/v1/accounts/modules 200`.
  package var line: String { "\(method) \(target) \(padded(status, 3))" }
}

/// Every request, in the order in which they were carried out, and how many were in flight at once.
final class RequestLog: Sendable {
  private struct Entries {
    var kept: [LoggedRequest] = []
    var inFlight = 0
    var maximumInFlight = 0
  }

  private let entries = Locked(Entries())
  private let file: FileDescriptor?
  private let keeps: Bool

  /// - Parameters:
  ///   - path: a file that gets a line for each request.
  ///   - keeps: whether requests are kept in memory as well.
  /// - Throws: `FileError` where the file cannot be opened.
  init(path: String?, keeps: Bool) throws(FileError) {
    file = try path.map { path throws(FileError) in try openForAppending(path) }
    self.keeps = keeps
  }

  var requests: [LoggedRequest] { entries.withLock(\.kept) }

  var maximumInFlight: Int { entries.withLock(\.maximumInFlight) }

  func begin() {
    entries.withLock { entries in
      entries.inFlight += 1
      entries.maximumInFlight = max(entries.maximumInFlight, entries.inFlight)
    }
  }

  func end() {
    entries.withLock { $0.inFlight -= 1 }
  }

  func add(_ request: LoggedRequest) {
    entries.withLock { entries in
      if keeps { entries.kept.append(request) }
      write(request.line)
    }
  }

  /// Adds the line that ends the log.
  func finish() {
    write("# most requests at once: \(maximumInFlight)")
  }

  /// A line that cannot be written is lost: the log must not change what the sandbox answers.
  private func write(_ line: String) {
    try? file?.writeAll(Array("\(line)\n".utf8))
  }
}
