/// Collects the header lines and body chunks of a response from libcurl, within bounds.
struct ResponseCollector {
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// The part of the response that exceeds its maximum size; nil if none does.
  private(set) var excess: String?
  private let maximumSize: Int
  private let maximumHeaderSize: Int
  private var headerSize = 0
  private var encodedSize = 0
  private var isInHeader = true

  /// The most memory to reserve for an announced size before it is received.
  private static let maximumReservation = 1 << 20

  init(maximumSize: Int, maximumHeaderSize: Int) {
    self.maximumSize = maximumSize
    self.maximumHeaderSize = maximumHeaderSize
  }

  /// Adds a line, including the status line and the final empty one. Returns false if the headers are too large. A
  /// status line starts a new response, which replaces interim ones such as `103 Early Hints`. Trailers, which follow
  /// the body, are counted and ignored.
  mutating func append(headerLine line: UnsafeRawBufferPointer) -> Bool {
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

  /// Adds a chunk of the decoded body. Returns false if the body is too large with it.
  mutating func append(bodyChunk chunk: UnsafeRawBufferPointer, announcedSize: Int) -> Bool {
    guard chunk.count <= maximumSize - body.count else {
      excess = "a body"
      return false
    }
    if body.isEmpty { body.reserveCapacity(max(chunk.count, min(announcedSize, maximumSize, Self.maximumReservation))) }
    body.append(contentsOf: chunk)
    return true
  }

  /// Counts bytes of the body as they were sent: encoded, and in chunks.
  mutating func count(encodedBytes count: Int) {
    encodedSize += count
    if encodedSize > maximumSize { excess = excess ?? "an encoded body" }
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
