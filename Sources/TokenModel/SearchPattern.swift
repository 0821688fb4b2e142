/// A pattern to search for in linear time, with the algorithm of Knuth, Morris and Pratt.
struct SearchPattern: Sendable {
  private let bytes: [UInt8]
  /// For each prefix, the length of its longest proper prefix that is also its suffix.
  private let fallback: [Int]

  /// - Parameter bytes: At least one byte.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var fallback = [0]
    var length = 0
    for byte in bytes.dropFirst() {
      while length > 0, bytes[length] != byte { length = fallback[length - 1] }
      if bytes[length] == byte { length += 1 }
      fallback.append(length)
    }
    self.fallback = fallback
  }

  var count: Int { bytes.count }

  /// Appends the ranges in which the pattern occurs within a range of a text, in order. They may overlap.
  func appendRanges<Text: RandomAccessCollection<UInt8>>(
    in text: Text, from range: Range<Int>, to found: inout [Range<Int>]
  ) where Text.Index == Int {
    var matched = 0
    for index in range {
      let byte = text[index]
      while matched > 0, bytes[matched] != byte { matched = fallback[matched - 1] }
      if bytes[matched] == byte { matched += 1 }
      if matched == bytes.count {
        found.append(index + 1 - bytes.count..<index + 1)
        matched = fallback[matched - 1]
      }
    }
  }
}
