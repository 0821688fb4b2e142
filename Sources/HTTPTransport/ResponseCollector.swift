/// Gathers a response as libcurl hands it over, line by line and piece by piece.
struct ResponseCollector {
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  private let maximumSize: Int

  /// A server that announces more than this is only believed when it sends it.
  private static let largestReservation = 1 << 20

  init(maximumSize: Int) {
    self.maximumSize = maximumSize
  }

  /// Takes one line, the status line and the empty last one included. Another status line begins another response:
  /// what a `100 Continue` or `103 Early Hints` said is forgotten. Trailers, which come after the body, are ignored.
  mutating func take(headerLine line: UnsafeRawBufferPointer) {
    guard body.isEmpty else { return }
    if line.starts(with: "HTTP/".utf8) {
      headers.removeAll(keepingCapacity: true)
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: line[..<colon], as: UTF8.self)
      headers.append(HTTPHeader(name, String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)))
    }
  }

  /// Takes a piece of the body; false if the response grows too large with it.
  mutating func take(bodyPart part: UnsafeRawBufferPointer, announcedSize: Int) -> Bool {
    guard part.count <= maximumSize - body.count else {
      isTooLarge = true
      return false
    }
    if body.isEmpty { body.reserveCapacity(max(part.count, min(announcedSize, maximumSize, Self.largestReservation))) }
    body.append(contentsOf: part)
    return true
  }

  private static func trimmed(_ value: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    var rest = value.drop { isWhiteSpace($0) }
    while let last = rest.last, isWhiteSpace(last) { rest.removeLast() }
    return rest
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
