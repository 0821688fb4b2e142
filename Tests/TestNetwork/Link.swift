import FoundationEssentials
import Glibc
import Locking
import TestSupport

/// A link with delay from this process's namespace to a new one, where the clients are. See `network-link`.
package final class Link: Sendable {
  /// Makes the names and addresses of this link unique.
  package let number: Int
  private let process: ChildProcess
  private static let linksSoFar = Locked(0)

  /// - Parameters:
  ///   - roundTrip: In milliseconds; half of it passes in each direction.
  ///   - mtu: The largest packet that the client's end sends or takes, in bytes.
  package init(roundTrip: Int, mtu: Int = 1500) async throws {
    number = Self.linksSoFar.withLock { count in
      count += 1
      return count
    }
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/network-link"
    process = try ChildProcess(program, ["\(number)", "\(roundTrip * 500)", "\(mtu)"], streams: .terminal)
    let start = await process.output.value { $0.isAtEnd || $0.text.contains("ready") }
    guard start?.text.contains("ready") == true else {
      throw NetworkFault(description: "network-link does not start: \(start?.text ?? "")")
    }
  }

  deinit { end() }

  /// The server's address.
  package var address: String { "10.77.\(number).1" }

  /// Put before a command, runs it on the client's side.
  package var launcher: [String] { ["/usr/bin/nsenter", "--net=/proc/\(process.processID)/ns/net"] }

  /// Loses this many per cent of all packets, in both directions.
  package func lose(percent: Double) { process.type("loss \(percent)\n") }

  /// Drops all packets until ``goUp()``, including those under way.
  package func goDown() { process.type("down\n") }

  package func goUp() { process.type("up\n") }

  package func end() { process.signal(SIGKILL) }
}

/// Why the network could not be made.
package struct NetworkFault: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}
