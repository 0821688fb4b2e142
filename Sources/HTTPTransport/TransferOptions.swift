import CLibCurl
import Glibc

extension EasyHandle {
  /// Sets what holds for every request.
  func apply(_ configuration: HTTPTransportConfiguration) throws(TransportError) {
    try keepErrorText()
    try set(CURLOPT_NOSIGNAL, 1)
    // Or else a transfer that ends during a slow look-up holds up every other one until the look-up returns.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_USERAGENT, configuration.userAgent)
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
    try applyTLS(certificateFile: configuration.certificateFile ?? Self.certificateFileOfEnvironment)
  }

  /// Sets what is this request's alone.
  func apply(_ request: HTTPRequest, to url: RequestURL, headers: HeaderList) throws(TransportError) {
    try set(CURLOPT_URL, url.text)
    try set(CURLOPT_PROTOCOLS_STR, url.scheme)
    if url.isLoopback { try set(CURLOPT_NOPROXY, "*") }
    // Rather share the connection that is just being made, if it turns out to speak HTTP/2, than make another.
    if url.scheme == "https" { try set(CURLOPT_PIPEWAIT, 1) }
    try set(CURLOPT_HTTPHEADER, pointer: headers.pointer)
    if let body = request.body {
      try set(CURLOPT_POST, 1)
      try set(body: body)
    } else if request.method == "HEAD" {
      try set(CURLOPT_NOBODY, 1)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method)
  }

  /// Verification is libcurl's default; it is said here so that nobody has to look that up.
  private func applyTLS(certificateFile: String?) throws(TransportError) {
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
    try set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
    try set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    guard let certificateFile else { return }
    for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] { try set(option, certificateFile) }
    for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] { try set(option, nil as String?) }
  }

  private static var certificateFileOfEnvironment: String? {
    getenv("SSL_CERT_FILE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Duration {
  /// Rounded up, and at least 1: zero means "for ever" or "the default" to libcurl.
  var wholeMilliseconds: Int {
    let largest = 86_400_000
    guard self < .milliseconds(largest) else { return largest }
    return max(1, Int((self / .milliseconds(1)).rounded(.up)))
  }
}
