import Glibc

/// A plain socket to a sandbox, for answers that no HTTP client would let through unharmed.
final class LoopbackClient {
  struct NoConnection: Error {}

  private let descriptor: Int32

  init(_ baseURL: String) throws {
    guard let port = baseURL.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw NoConnection() }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw NoConnection() }
  }

  deinit { close(descriptor) }

  /// Sends a request that asks for the connection to be closed after it.
  func send(_ method: String, _ target: String, body: String? = nil) {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    head += "Authorization: Bearer idt:TKN-0000-0001:sandbox\r\n"
    if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    let text = head + "\r\n" + (body ?? "")
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
  }

  /// Everything up to the end of the connection.
  func receive() -> String {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: received, as: UTF8.self) }
      received.append(contentsOf: buffer[..<count])
    }
  }
}
