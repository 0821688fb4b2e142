import CLibCurl

/// Owns the multi handle of libcurl.
///
/// Sendable because its only field is constant, `wakeUp` calls the one function that libcurl allows on any thread, and
/// all others are called on the engine's thread only. `Mailbox` guarantees that no `wakeUp` follows `close`.
final class MultiHandle: @unchecked Sendable {
  private let pointer: UnsafeMutableRawPointer

  init(maximumConnections: Int) throws(TransportError) {
    guard let handle = curl_multi_init() else { throw TransportError(.other, "libcurl could not create a handle") }
    pointer = handle
    for option in [CURLMOPT_MAX_TOTAL_CONNECTIONS, CURLMOPT_MAX_HOST_CONNECTIONS, CURLMOPT_MAXCONNECTS] {
      shim_multi_set_long(handle, option, max(1, maximumConnections))
    }
  }

  /// Closes all connections. All easy handles must have been removed; no other function may be called afterwards.
  func close() {
    curl_multi_cleanup(pointer)
  }

  /// Ends the current `wait`, or else the next one.
  func wakeUp() {
    curl_multi_wakeup(pointer)
  }

  func add(_ easy: EasyHandle) throws(TransportError) {
    try check(curl_multi_add_handle(pointer, easy.pointer))
  }

  func remove(_ easy: EasyHandle) {
    curl_multi_remove_handle(pointer, easy.pointer)
  }

  /// Advances every transfer as far as possible without blocking.
  func perform() throws(TransportError) {
    var running: Int32 = 0
    try check(curl_multi_perform(pointer, &running))
  }

  /// Blocks until a socket is ready, a timer of libcurl expires, `wakeUp` is called, or the time has passed.
  func wait(atMost milliseconds: Int32) throws(TransportError) {
    try check(curl_multi_poll(pointer, nil, 0, milliseconds, nil))
  }

  /// The next transfer that has ended; nil if there is none.
  func nextEnded() -> (transfer: Transfer, result: CURLcode)? {
    var left: Int32 = 0
    while let message = curl_multi_info_read(pointer, &left)?.pointee {
      if message.msg == CURLMSG_DONE, let transfer = Transfer.of(message.easy_handle) {
        return (transfer, message.data.result)
      }
    }
    return nil
  }

  private func check(_ result: CURLMcode) throws(TransportError) {
    guard result != CURLM_OK else { return }
    throw TransportError(.other, "libcurl failed: \(String(cString: curl_multi_strerror(result)))")
  }
}
