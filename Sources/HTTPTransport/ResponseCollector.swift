/// Gathers a response as libcurl hands it over, line by line and piece by piece, within bounds.
struct ResponseCollector {
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// What is larger than it may be; nil where nothing is.
  private(set) var excess: String?
  private let maximumSize: Int
  private let maximumHeaderSize: Int
  private var headerSize = 0
  private var isInHeader = true

  /// A server that announces more than this is only believed when it sends it.
  private static let largestReservation = 1 << 20

  init(maximumSize: Int, maximumHeaderSize: Int) {
    self.maximumSize = maximumSize
    self.maximumHeaderSize = maximumHeaderSize
  }

  /// Takes one line, the status line and the empty last one included; false if there are too many. Another status line
  /// begins another response: what a `100 Continue` or `103 Early Hints` said is forgotten. Trailers, which come after
  /// the body, are counted and ignored.
  mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerSize += line.count
    guard headerSize <= maximumHeaderSize else {
      excess = "headers"
      return false
    }
    guard body.isEmpty else { return true }
    if line.starts(with: "HTTP/".utf8) {
      headers.removeAll(keepingCapacity: true)
      isInHeader = true
    } else if line.allSatisfy({ Self.isWhiteSpace($0) }) {
      isInHeader = false
    } else if isInHeader, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: line[..<colon], as: UTF8.self)
      headers.append(HTTPHeader(name, String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)))
    }
    return true
  }

  /// Takes a piece of the unpacked body; false if the response grows too large with it.
  mutating func take(bodyPart part: UnsafeRawBufferPointer, announcedSize: Int) -> Bool {
    guard part.count <= maximumSize - body.count else {
      excess = "a body"
      return false
    }
    if body.isEmpty { body.reserveCapacity(max(part.count, min(announcedSize, maximumSize, Self.largestReservation))) }
    body.append(contentsOf: part)
    return true
  }

  /// Takes note of how much of the body came over the wire, still packed; false if that is too much.
  mutating func take(received bytes: Int) -> Bool {
    if bytes > maximumSize { excess = excess ?? "a packed body" }
    return excess == nil
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
