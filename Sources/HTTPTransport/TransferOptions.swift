import CLibCurl

/// Sets options of one libcurl handle, and keeps the first that is refused.
final class TransferOptions {
  private let easy: UnsafeMutableRawPointer
  private var refused: CURLcode = CURLE_OK

  init(_ easy: UnsafeMutableRawPointer) {
    self.easy = easy
  }

  var fault: TransportError? {
    guard refused != CURLE_OK else { return nil }
    return TransportError(.other, "libcurl cannot be set up: " + String(cString: curl_easy_strerror(refused)))
  }

  func number(_ option: CURLoption, _ value: Int) { note(tokenform_set_number(easy, option, value)) }
  func text(_ option: CURLoption, _ value: String?) { note(tokenform_set_text(easy, option, value)) }
  func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
    note(tokenform_set_pointer(easy, option, value))
  }
  func pointer(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
    note(tokenform_set_pointer(easy, option, value))
  }
  func receiver(_ option: CURLoption, _ receiver: @escaping tokenform_receiver) {
    note(tokenform_set_receiver(easy, option, receiver))
  }

  private func note(_ code: CURLcode) {
    if refused == CURLE_OK { refused = code }
  }

  func apply(_ configuration: HTTPTransportConfiguration) {
    number(CURLOPT_NOSIGNAL, 1)
    number(CURLOPT_FOLLOWLOCATION, 0)
    text(CURLOPT_PROTOCOLS_STR, "http,https")
    number(CURLOPT_SSL_VERIFYPEER, 1)
    number(CURLOPT_SSL_VERIFYHOST, 2)
    number(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    number(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    number(CURLOPT_HTTPAUTH, 0)
    number(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    number(CURLOPT_PIPEWAIT, 1)
    number(CURLOPT_CONNECTTIMEOUT, 10)
    // A proxy sees none of the request's headers, and its answer to CONNECT is not taken for the server's.
    number(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    text(CURLOPT_ACCEPT_ENCODING, "")
    text(CURLOPT_USERAGENT, configuration.userAgent)
    if let file = configuration.certificateFile { text(CURLOPT_CAINFO, file) }
  }

  func apply(_ request: HTTPRequest, _ url: CheckedURL) {
    text(CURLOPT_URL, url.text)
    if url.isLoopback { text(CURLOPT_NOPROXY, "*") }
    let (seconds, attoseconds) = request.timeout.components
    number(CURLOPT_TIMEOUT_MS, max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)))
    text(CURLOPT_CUSTOMREQUEST, request.method)
    if request.method == "HEAD" { number(CURLOPT_NOBODY, 1) }
    if let body = request.body {
      number(CURLOPT_POSTFIELDSIZE, body.count)
      body.withUnsafeBytes { bytes in
        // libcurl copies the bytes here.
        pointer(CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      }
    }
  }
}
