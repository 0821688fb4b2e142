/// Where an output goes while it is being written: in pieces, so that a long one is not put together as a whole. What a
/// slow reader has not taken yet, the stream holds.
struct Outlet {
  /// How many bytes a piece has at least, the last one aside: large enough that writing it costs no more than its bytes.
  private static let size = 1 << 16

  private let post: ([UInt8]) -> Void

  init(_ post: @escaping ([UInt8]) -> Void) {
    self.post = post
  }

  /// Hands over what is written so far, once it is enough, or where it is the end.
  func take(_ bytes: inout [UInt8], isEnd: Bool = false) {
    guard isEnd || bytes.count >= Self.size else { return }
    post(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  func take(_ text: inout String, isEnd: Bool = false) {
    guard isEnd || text.utf8.count >= Self.size else { return }
    post(Array(text.utf8))
    text = ""
  }
}
