import CLibCurl

/// A URL that requests may go to: https anywhere, http to loopback only.
struct CheckedURL: Sendable {
  let text: String
  let isLoopback: Bool

  init(_ text: String) throws(TransportError) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let url = curl_url() else {
      throw TransportError(.badURL, "the URL holds white space or characters that do not belong into one")
    }
    defer { curl_url_cleanup(url) }
    guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK, let host = Self.part(CURLUPART_HOST, of: url),
      let scheme = Self.part(CURLUPART_SCHEME, of: url)
    else { throw TransportError(.badURL, "this is not a URL") }
    guard Self.part(CURLUPART_USER, of: url) == nil, Self.part(CURLUPART_PASSWORD, of: url) == nil else {
      throw TransportError(.badURL, "a URL may hold no user name or password")
    }
    isLoopback = Self.isLoopback(host)
    guard scheme == "https" || scheme == "http" && isLoopback else {
      throw TransportError(.badURL, "only https is allowed, and plain http to loopback (localhost, 127.0.0.0/8, ::1)")
    }
    self.text = text
  }

  /// libcurl has lower-cased the name and brought numeric IPv4 forms into dotted decimals.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text).lowercased()
  }
}
