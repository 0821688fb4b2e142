import Glibc

/// The content of a file as UTF-8 without a byte order mark.
struct SourceText {
  let bytes: [UInt8]
  /// Where UTF-16 could not be read on, as an offset in ``bytes``.
  let endOfReadable: Int?

  /// Takes a file's bytes: UTF-8, or UTF-16 where a byte order mark says so.
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
      bytes[index] == UInt8(ascii: "%") && (index == 0 || Self.mayEndLine.contains(bytes[index - 1]))
    }
  }

  /// The last bytes of LF, CR, NEL, LS and PS.
  private static let mayEndLine: [UInt8] = [0x0A, 0x0D, 0x85, 0xA8, 0xA9]

  /// The place of a byte, counting lines as libyaml does.
  func mark(ofByte offset: Int) -> Mark {
    var cursor = SourceCursor()
    cursor.advance(in: bytes, toByte: min(offset, bytes.count))
    return cursor.mark
  }
}

/// A place that moves forward through a source text.
struct SourceCursor {
  private(set) var byte = 0
  private(set) var mark = Mark.start

  mutating func advance(in bytes: [UInt8], toByte end: Int) {
    while byte < end { step(in: bytes) }
  }

  mutating func advance(in bytes: [UInt8], toIndex end: UInt32) {
    while mark.index < end, byte < bytes.count { step(in: bytes) }
  }

  private mutating func step(in bytes: [UInt8]) {
    let length = LineBreak.length(in: bytes, at: byte)
    mark.index += 1
    if let length, !(bytes[byte] == 0x0D && byte + 1 < bytes.count && bytes[byte + 1] == 0x0A) {
      byte += length
      mark.line += 1
      mark.column = 1
      return
    }
    mark.column += 1
    byte += 1
    while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
  }
}

/// What ends a line for libyaml: LF, CR, CR LF (as its LF), NEL, LS and PS.
enum LineBreak {
  /// How many bytes the line break has that begins at a byte; nil where none does.
  static func length(in bytes: [UInt8], at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0x0A, 0x0D: 1
    case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0x85: 2
    case 0xE2 where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] & 0xFE == 0xA8: 3
    default: nil
    }
  }
}
