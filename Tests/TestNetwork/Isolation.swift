import FoundationEssentials
import Glibc
package import TestSupport

/// Namespaces for this process and all that it starts: of the network, so that addresses and faults concern nothing
/// else; of mounts, for `/etc/hosts` and `/etc/resolv.conf`; and of processes, so that none outlives it. The kernel
/// removes all of them with the process, however it ends.
package enum Isolation {
  private static let mark = "TOKENFORM_TEST_NETWORK"

  /// Whether this process is in namespaces of its own.
  package static var isEntered: Bool { getenv(mark) != nil }

  /// Why there can be no test network with these gateways here; nil if there can.
  package static func obstacle(to gateways: [Gateway.Kind] = [], programs: [String] = []) -> String? {
    if getuid() != 0 { return "only root can make network namespaces" }
    if access("/dev/net/tun", R_OK | W_OK) != 0 { return "there is no /dev/net/tun" }
    let needed = ["/usr/bin/unshare", "/usr/bin/nsenter", "/usr/bin/openssl"] + gateways.map(\.program) + programs
    let missing = needed.filter { access($0, X_OK) != 0 }
    return missing.isEmpty ? nil : "missing: " + missing.joined(separator: ", ")
  }

  /// Runs this program again in namespaces of its own, and ends with its exit code; returns in the namespaces.
  ///
  /// Call it before there are other threads. SIGINT and SIGTERM end the program and all that it started.
  package static func enter() throws {
    guard !isEntered else { return }
    let directory = try TemporaryDirectory()
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGCHLD] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let child = try spawn(scratch: directory.path)
    var signal: Int32 = 0
    var status: Int32 = 0
    while sigwait(&signals, &signal) == 0 {
      if signal != SIGCHLD { kill(child, SIGKILL) }
      if waitpid(child, &status, signal == SIGCHLD ? WNOHANG : 0) == child { break }
    }
    directory.remove()
    exit(status & 0x7F == 0 ? (status >> 8) & 0xFF : 130)
  }

  private static func spawn(scratch: String) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    setenv(mark, "1", 1)
    setenv("TMPDIR", scratch, 1)
    let own = URL(filePath: CommandLine.arguments[0]).path
    let options = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--"]
    let command = ["/usr/bin/unshare"] + options + [own] + CommandLine.arguments.dropFirst()
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let fault = posix_spawn(&child, command[0], nil, &attributes, &words, environ)
    guard fault == 0 else { throw SystemFault("posix_spawn unshare", fault) }
    return child
  }

  /// Replaces a file such as `/etc/hosts` within the namespace. It can be done again.
  package static func replace(_ file: String, with text: String, in directory: TemporaryDirectory) throws {
    let name = URL(filePath: file).lastPathComponent
    let replacement = try directory.write(text, to: name)
    guard mount(replacement, file, nil, UInt(MS_BIND), nil) == 0 else { throw SystemFault("mount \(file)") }
  }
}
