/// Receives output in chunks, so that long output is never held in memory as a whole.
package struct ChunkedOutput {
  /// The least number of bytes in a chunk other than the last: large enough that a write costs no more than its bytes.
  private static let chunkSize = 1 << 16

  private let post: ([UInt8]) -> Void

  /// - Parameter post: Takes each chunk, as UTF-8.
  package init(_ post: @escaping ([UInt8]) -> Void) {
    self.post = post
  }

  /// Hands over the bytes if they fill a chunk, or at the end, and empties them.
  package func flushIfNeeded(_ bytes: inout [UInt8], isEnd: Bool = false) {
    guard isEnd || bytes.count >= Self.chunkSize else { return }
    post(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands over the text if it fills a chunk, or at the end, and empties it.
  package func flushIfNeeded(_ text: inout String, isEnd: Bool = false) {
    guard isEnd || text.utf8.count >= Self.chunkSize else { return }
    post(Array(text.utf8))
    text = ""
  }
}
