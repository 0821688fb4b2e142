import FoundationEssentials
import Glibc
import Locking
import TestSupport

/// A server program with its workers. Used by one task at a time.
package final class Server: Sendable {
  private let program: String
  private let arguments: [String]
  private let process = Locked(ChildProcess?.none)

  package init(_ program: String, _ arguments: [String]) {
    (self.program, self.arguments) = (program, arguments)
  }

  deinit { signalAll(SIGKILL) }

  /// Starts it, and returns as soon as it accepts connections there.
  package func start(acceptingAt address: String, _ port: UInt16) async throws {
    let started = try ChildProcess(program, arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    process.withLock { $0 = started }
    for _ in 0..<500 {
      if Self.accepts(address, port) { return }
      try await Task.sleep(for: .milliseconds(10))
      if started.output.value.isAtEnd { break }
    }
    throw NetworkFault(description: "\(program) does not start: \(started.errors.value.text)")
  }

  package func signal(_ number: Int32) { process.withLock { $0?.signal(number) } }

  /// Signals the program and its workers.
  package func signalAll(_ number: Int32) {
    guard let root = process.withLock({ $0?.processID }) else { return }
    for process in [root] + Self.descendants(of: root) { Glibc.kill(process, number) }
  }

  /// Ends it with its workers, and returns when all have ended.
  package func kill() async throws {
    signalAll(SIGKILL)
    let ended = process.withLock { process in
      defer { process = nil }
      return process
    }
    _ = try await ended?.end()
  }

  private static func accepts(_ address: String, _ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    return withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func descendants(of root: pid_t) -> [pid_t] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let parents = entries.compactMap { entry -> (pid_t, pid_t)? in
      guard let process = pid_t(entry), let status = try? Data(contentsOf: URL(filePath: "/proc/\(entry)/stat"))
      else { return nil }
      // The name in parentheses may contain blanks.
      let rest = String(decoding: status, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
      return rest.count > 1 ? pid_t(rest[1]).map { (process, $0) } : nil
    }
    var found: Set = [root]
    var size = 0
    while size != found.count {
      size = found.count
      for (process, parent) in parents where found.contains(parent) { found.insert(process) }
    }
    return found.subtracting([root]).sorted()
  }
}
