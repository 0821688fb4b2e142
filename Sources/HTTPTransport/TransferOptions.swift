import CLibCurl

extension EasyHandle {
  /// Sets the options that are the same for all requests.
  func apply(
    _ configuration: HTTPClientConfiguration, trusting trusted: TrustedCertificates
  ) throws(TransportError) {
    try keepErrorText()
    try set(CURLOPT_NOSIGNAL, 1)
    // Without this, a transfer that ends during a slow name lookup blocks all others until the lookup returns.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_USERAGENT, configuration.userAgent)
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
    // Over HTTP/2 all requests would share one connection, whose window has to grow first, and libcurl up to 8.0
    // sometimes does not deliver data that it has received.
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    try applyTLS(trusting: trusted)
  }

  /// Sets the options of one request.
  func apply(
    _ request: HTTPRequest, to url: RequestURL, through proxy: EnvironmentProxy?, headers: HeaderList
  ) throws(TransportError) {
    try set(CURLOPT_URL, url.text)
    try set(CURLOPT_PROTOCOLS_STR, url.scheme)
    // Both are always set, so that libcurl reads no environment variable itself.
    try set(CURLOPT_PROXY, proxy?.url ?? "")
    try set(CURLOPT_NOPROXY, url.isLoopback ? "*" : ProxyExceptions.inEnvironment(port: url.port))
    if let stall = request.stallTimeout {
      try set(CURLOPT_LOW_SPEED_LIMIT, 1)
      try set(CURLOPT_LOW_SPEED_TIME, (stall.wholeMilliseconds + 999) / 1_000)
    }
    try set(CURLOPT_HTTPHEADER, pointer: headers.pointer)
    if let body = request.body {
      try set(CURLOPT_POST, 1)
      try set(body: body)
    } else if request.method == "HEAD" {
      try set(CURLOPT_NOBODY, 1)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method)
  }

  /// Verification is libcurl's default; setting it makes that explicit.
  private func applyTLS(trusting trusted: TrustedCertificates) throws(TransportError) {
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
    try set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
    try set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] { try set(option, trusted.file) }
    for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] { try set(option, trusted.directories) }
  }
}

extension Duration {
  /// Rounded up, at least 1 and at most a day: for libcurl zero means no limit or the default.
  var wholeMilliseconds: Int {
    let maximum = 86_400_000
    guard self < .milliseconds(maximum) else { return maximum }
    return max(1, Int((self / .milliseconds(1)).rounded(.up)))
  }
}
