import CMicroHTTPD
import FileAccess
import Locking

/// Serves HTTP on a port of 127.0.0.1 with a few threads.
final class Listener: Sendable {
  private static let threads: UInt32 = 4
  private static let maximumConnections: UInt32 = 4096
  private static let connectionMemory = 64 * 1024

  let port: Int
  private let core: ListenerCore
  /// The daemon's address; nil once it has been stopped.
  private let daemon: Locked<UInt?>

  /// - Throws: `StartError` where the port cannot be had.
  init(port: Int, log: RequestLog, respond: @escaping @Sendable (Request) -> Response) throws(StartError) {
    core = ListenerCore(log: log, respond: respond)
    let context = Unmanaged.passUnretained(core).toOpaque()
    let daemon = micro_httpd_start(
      UInt16(port), Self.threads, Self.maximumConnections, Self.connectionMemory,
      { context, connection, _, method, _, upload, uploadSize, state in
        guard let context, let connection, let method, let uploadSize, let exchange = exchange(in: state) else {
          return .NO
        }
        let core = Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
        uploadSize.pointee = 0
        return core.serve(exchange, on: connection, method: method, upload: bytes)
      },
      { _, target, _ in
        Unmanaged.passRetained(Exchange(target: target.map { String(cString: $0) } ?? "")).toOpaque()
      },
      { context, _, state, _ in
        guard let context, let held = state?.pointee else { return }
        let exchange = Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue()
        state?.pointee = nil
        Unmanaged<ListenerCore>.fromOpaque(context).takeUnretainedValue().finish(exchange)
      }, context)
    guard let daemon else {
      throw StartError(description: "cannot listen on 127.0.0.1:\(port): \(Errno.current.text)")
    }
    self.daemon = Locked(UInt(bitPattern: daemon))
    self.port = Int(micro_httpd_port(daemon))
  }

  deinit { stop() }

  /// Waits for the threads to end; connections that are still open are closed.
  func stop() {
    core.suspensions.end()
    let address = daemon.withLock { daemon in
      defer { daemon = nil }
      return daemon
    }
    if let address { MHD_stop_daemon(OpaquePointer(bitPattern: address)) }
  }
}

/// The exchange that a connection is busy with.
private func exchange(in state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Exchange? {
  state?.pointee.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

/// What the threads of the server work with.
final class ListenerCore: Sendable {
  let suspensions = SuspendedConnections()
  private let log: RequestLog
  private let respond: @Sendable (Request) -> Response

  init(log: RequestLog, respond: @escaping @Sendable (Request) -> Response) {
    self.log = log
    self.respond = respond
  }

  /// Called when the headers are in, for each piece of the body, at its end, and after each wait.
  func serve(
    _ exchange: Exchange, on connection: OpaquePointer, method: UnsafePointer<CChar>, upload: UnsafeRawBufferPointer
  ) -> MHD_Result {
    guard exchange.hasBegun else {
      log.begin()
      exchange.begin(method: String(cString: method), connection: connection)
      return .YES
    }
    if let answer = exchange.answer { return send(answer, on: connection, suspensions: suspensions) }
    guard upload.isEmpty else {
      exchange.receive(upload)
      return .YES
    }
    let answer = respond(exchange.request)
    exchange.answer = answer
    let isSuspended =
      if answer.delivery == .never {
        suspensions.suspend(connection, milliseconds: nil)
      } else if answer.delayMilliseconds > 0 {
        suspensions.suspend(connection, milliseconds: answer.delayMilliseconds)
      } else {
        false
      }
    return isSuspended ? .YES : send(answer, on: connection, suspensions: suspensions)
  }

  func finish(_ exchange: Exchange) {
    if exchange.hasBegun { log.end() }
  }
}
