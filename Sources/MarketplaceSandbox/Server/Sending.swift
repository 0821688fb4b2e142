import CMicroHTTPD

/// Passes a response to the server, or closes the connection without one.
func send(_ answer: Response, on connection: OpaquePointer, suspensions: SuspendedConnections) -> MHD_Result {
  let response: OpaquePointer?
  switch answer.delivery {
  case .closed, .never: return .NO
  case .whole:
    var body = answer.body
    response = MHD_create_response_from_buffer(body.count, &body, .RESPMEM_MUST_COPY)
  case .truncated, .dripped:
    response = responseInPieces(PiecewiseBody(answer, connection: connection, suspensions: suspensions))
  }
  guard let response else { return .NO }
  defer { MHD_destroy_response(response) }
  for header in answer.headers { MHD_add_response_header(response, header.name, header.value) }
  return MHD_queue_response(connection, UInt32(answer.status), response)
}

private func responseInPieces(_ body: PiecewiseBody) -> OpaquePointer? {
  MHD_create_response_from_callback(
    UInt64(body.bytes.count), 16 * 1024,
    { context, position, buffer, size in
      guard let context, let buffer else { return -1 }
      let body = Unmanaged<PiecewiseBody>.fromOpaque(context).takeUnretainedValue()
      return body.read(from: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }, Unmanaged.passRetained(body).toOpaque(),
    { context in
      if let context { Unmanaged<PiecewiseBody>.fromOpaque(context).release() }
    })
}

/// A body that does not go out in one go; only the thread that serves the connection uses it.
private final class PiecewiseBody {
  private static let pauseMilliseconds = 20

  let bytes: [UInt8]
  private let isTruncated: Bool
  private let connection: OpaquePointer
  private let suspensions: SuspendedConnections
  private var hasPaused = false

  init(_ answer: Response, connection: OpaquePointer, suspensions: SuspendedConnections) {
    bytes = answer.body
    isTruncated = answer.delivery == .truncated
    self.connection = connection
    self.suspensions = suspensions
  }

  /// The next piece: how many bytes were copied, 0 after a pause has been begun, -2 to close the connection.
  func read(from position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    if isTruncated {
      return position < bytes.count / 2 ? copy(from: position, count: bytes.count / 2 - position, into: buffer) : -2
    }
    if !hasPaused, suspensions.suspend(connection, milliseconds: Self.pauseMilliseconds) {
      hasPaused = true
      return 0
    }
    hasPaused = false
    return copy(from: position, count: bytes.count / 16 + 1, into: buffer)
  }

  private func copy(from position: Int, count: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = bytes[position...].prefix(min(count, buffer.count))
    buffer.copyBytes(from: piece)
    return piece.count
  }
}
