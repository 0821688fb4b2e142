import CLibCurl

/// Owns one easy handle of libcurl. Used on the engine's thread only.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>

  init() throws(TransportError) {
    guard let handle = curl_easy_init() else { throw TransportError(.other, "libcurl could not create a handle") }
    pointer = handle
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(pointer)
    errorText.deallocate()
  }

  /// Clears every option, including credentials. Keeps the connection and DNS caches.
  func reset() {
    curl_easy_reset(pointer)
    errorText[0] = 0
  }

  func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
    try check(shim_easy_set_long(pointer, option, value), option)
  }

  func set(_ option: CURLoption, _ value: String?) throws(TransportError) {
    try check(shim_easy_set_string(pointer, option, value), option)
  }

  func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(TransportError) {
    try check(shim_easy_set_pointer(pointer, option, value), option)
  }

  func set(_ option: CURLoption, callback: shim_data_callback) throws(TransportError) {
    try check(shim_easy_set_data_callback(pointer, option, callback), option)
  }

  func set(progress callback: @escaping curl_xferinfo_callback) throws(TransportError) {
    try set(CURLOPT_NOPROGRESS, 0)
    try check(shim_easy_set_xferinfo_callback(pointer, callback), CURLOPT_XFERINFOFUNCTION)
  }

  /// Hands over what is sent and received, before it is decoded.
  func set(debug callback: @escaping curl_debug_callback) throws(TransportError) {
    try set(CURLOPT_VERBOSE, 1)
    try check(shim_easy_set_debug_callback(pointer, callback), CURLOPT_DEBUGFUNCTION)
  }

  func set(beforeRequest callback: @escaping curl_prereq_callback) throws(TransportError) {
    try check(shim_easy_set_prereq_callback(pointer, callback), CURLOPT_PREREQFUNCTION)
  }

  /// Sets the body, which libcurl copies.
  func set(body: [UInt8]) throws(TransportError) {
    try check(
      shim_easy_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)), CURLOPT_POSTFIELDSIZE_LARGE)
    guard !body.isEmpty else { return try set(CURLOPT_COPYPOSTFIELDS, "") }
    let result = body.withUnsafeBytes { bytes in
      shim_easy_set_string(pointer, CURLOPT_COPYPOSTFIELDS, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
    }
    try check(result, CURLOPT_COPYPOSTFIELDS)
  }

  func keepErrorText() throws(TransportError) {
    try set(CURLOPT_ERRORBUFFER, pointer: errorText)
  }

  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return shim_easy_get_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  /// An info of type `curl_off_t`, such as those whose names end in `_T`.
  func offset(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return shim_easy_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
  }

  /// libcurl's message for a failure. Messages with an `@` are replaced by the general text of the code: those about a
  /// malformed proxy URL quote its password.
  func message(for code: CURLcode) -> String {
    let text = String(cString: errorText)
    return text.isEmpty || text.utf8.contains(UInt8(ascii: "@")) ? String(cString: curl_easy_strerror(code)) : text
  }

  private func check(_ result: CURLcode, _ option: CURLoption) throws(TransportError) {
    guard result != CURLE_OK else { return }
    throw TransportError(
      .other, "libcurl refused the option \(option.rawValue): \(String(cString: curl_easy_strerror(result)))")
  }
}
