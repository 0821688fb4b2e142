import Glibc

/// The content of a file as UTF-8 without a byte order mark.
struct SourceText {
  let bytes: [UInt8]
  /// The offset in ``bytes`` at which decoding UTF-16 failed; nil if it did not.
  let endOfReadable: Int?

  /// Decodes a file's bytes: UTF-16 if there is a byte order mark that says so, otherwise UTF-8.
  init(file: [UInt8]) {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = Array(file.dropFirst(3))
      endOfReadable = nil
    } else if file.starts(with: [0xFF, 0xFE]) {
      (bytes, endOfReadable) = Self.decodeUTF16(file, low: 0, high: 1)
    } else if file.starts(with: [0xFE, 0xFF]) {
      (bytes, endOfReadable) = Self.decodeUTF16(file, low: 1, high: 0)
    } else {
      bytes = file
      endOfReadable = nil
    }
  }

  private static func decodeUTF16(_ file: [UInt8], low: Int, high: Int) -> (bytes: [UInt8], endOfReadable: Int?) {
    let units = stride(from: 2, to: file.count - 1, by: 2).lazy.map {
      UInt16(file[$0 + low]) | UInt16(file[$0 + high]) << 8
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.count)
    let faulty = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { bytes.append($0) })
    return (bytes, faulty || !file.count.isMultiple(of: 2) ? bytes.count : nil)
  }

  /// How many lines begin with `%`.
  var directiveLines: Int {
    let hasSign = bytes.withUnsafeBytes { text in
      text.baseAddress.map { memchr($0, Int32(UInt8(ascii: "%")), text.count) != nil } ?? false
    }
    guard hasSign else { return 0 }
    return bytes.indices.count { index in
      bytes[index] == UInt8(ascii: "%") && (index == 0 || bytes[index - 1] == SourceCursor.lineFeed)
    }
  }
}

/// A position that moves forward through a source text. Lines end with a line feed, as in Git and editors.
struct SourceCursor {
  private(set) var byte = 0
  private(set) var mark = Mark.start
  /// The offset of the line's first byte.
  private(set) var lineStart = 0

  static let lineFeed: UInt8 = 0x0A

  mutating func advance(in bytes: [UInt8], toByte end: Int) {
    while byte < min(end, bytes.count) { step(in: bytes) }
  }

  mutating func advance(in bytes: [UInt8], toIndex end: UInt32) {
    while mark.index < end, byte < bytes.count { step(in: bytes) }
  }

  private mutating func step(in bytes: [UInt8]) {
    let endsLine = bytes[byte] == Self.lineFeed
    mark.index += 1
    mark.column += 1
    byte += 1
    while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
    if endsLine {
      mark.line += 1
      mark.column = 1
      lineStart = byte
    }
  }
}
