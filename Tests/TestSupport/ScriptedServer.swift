import Glibc
import Locking

/// A server on loopback that reads requests and plays back what a script says, byte by byte: also what no server may.
package final class ScriptedServer: Sendable {
  package struct ReceivedRequest: Sendable {
    /// The request line and the headers, as they came.
    package let head: String
    package let body: [UInt8]

    package var line: String { String(head.prefix { $0 != "\r\n" }) }
  }

  package enum Answer: Sendable {
    case send(String)
    case sendBytes([UInt8])
    /// Sends, then closes the connection.
    case sendAndClose(String)
    case close
    /// Keeps the connection open and never answers.
    case silence
  }

  private struct State {
    var requests: [ReceivedRequest] = []
    var connections: Set<Int32> = []
    var acceptedConnections = 0
    var threads: [pthread_t] = []
    var isStopped = false
  }

  package let port: UInt16
  private let listener: Int32
  private let script: @Sendable (ReceivedRequest) -> Answer
  private let state = Locked(State())

  package var url: String { "http://127.0.0.1:\(port)" }
  package var requests: [ReceivedRequest] { state.withLock { $0.requests } }
  package var acceptedConnections: Int { state.withLock { $0.acceptedConnections } }

  package init(_ script: @escaping @Sendable (ReceivedRequest) -> Answer) {
    self.script = script
    (listener, port) = listenOnLoopback()
    startThread { [self] in acceptConnections() }
  }

  /// Ends every connection and thread.
  package func stop() {
    let threads = state.withLock { state in
      state.isStopped = true
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      return state.threads
    }
    shutdown(listener, Int32(SHUT_RDWR))
    for thread in threads { pthread_join(thread, nil) }
    // One that was accepted in between has been refused by `isStopped`.
    for thread in state.withLock({ $0.threads }).dropFirst(threads.count) { pthread_join(thread, nil) }
    close(listener)
  }

  private func startThread(_ work: @escaping @Sendable () -> Void) {
    state.withLock { $0.threads.append(runOnThread(work)) }
  }

  private func acceptConnections() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      var noDelay: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
      let isWelcome = state.withLock { state in
        if !state.isStopped { state.connections.insert(connection) }
        state.acceptedConnections += 1
        return !state.isStopped
      }
      guard isWelcome else {
        close(connection)
        return
      }
      startThread { [self] in serve(connection) }
    }
  }

  private func serve(_ connection: Int32) {
    var socket = ServerSocket(connection)
    while let request = socket.readRequest() {
      state.withLock { $0.requests.append(request) }
      switch script(request) {
      case .send(let text): socket.write(Array(text.utf8))
      case .sendBytes(let bytes): socket.write(bytes)
      case .silence: continue
      case .close:
        hangUp(connection)
        return
      case .sendAndClose(let text):
        socket.write(Array(text.utf8))
        hangUp(connection)
        return
      }
    }
    hangUp(connection)
  }

  private func hangUp(_ connection: Int32) {
    state.withLock { state in
      state.connections.remove(connection)
      // Or else it stays open for as long as a program runs that another test started meanwhile.
      shutdown(connection, Int32(SHUT_RDWR))
      close(connection)
    }
  }
}

/// The server's side of one connection.
private struct ServerSocket {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// nil when the client has hung up.
  mutating func readRequest() -> ScriptedServer.ReceivedRequest? {
    var headEnd = Self.endOfHead(in: buffer)
    while headEnd == nil {
      guard readMore() else { return nil }
      headEnd = Self.endOfHead(in: buffer)
    }
    let head = String(decoding: buffer[..<(headEnd ?? 0)], as: UTF8.self)
    buffer.removeFirst(headEnd ?? 0)
    let length = Self.contentLength(in: head)
    while buffer.count < length {
      guard readMore() else { return nil }
    }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return ScriptedServer.ReceivedRequest(head: head, body: body)
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  private mutating func readMore() -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 65536) { space, count in
      count = max(0, recv(descriptor, space.baseAddress, space.count, 0))
    }
    buffer += chunk
    return !chunk.isEmpty
  }

  private static func endOfHead(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let end = Array("\r\n\r\n".utf8)
    return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual(end) }
  }

  private static func contentLength(in head: String) -> Int {
    for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length: ") {
      return Int(line.dropFirst("content-length: ".count)) ?? 0
    }
    return 0
  }
}

/// A listening socket on a free port, and that port.
package func listenOnLoopback() -> (descriptor: Int32, port: UInt16) {
  let bound = bindOnLoopback()
  precondition(listen(bound.descriptor, 1024) == 0)
  return bound
}

/// A socket that does not listen on a free port, and that port: it refuses connections, and no other program gets it.
package func bindOnLoopback() -> (descriptor: Int32, port: UInt16) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
      precondition(bind(descriptor, pointer, size) == 0)
      getsockname(descriptor, pointer, &size)
    }
  }
  return (descriptor, UInt16(bigEndian: address.sin_port))
}

private func runOnThread(_ work: @escaping @Sendable () -> Void) -> pthread_t {
  final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  var thread = pthread_t()
  let result = pthread_create(
    &thread, nil,
    { context in
      if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }, Unmanaged.passRetained(Work(work)).toOpaque())
  precondition(result == 0)
  return thread
}
