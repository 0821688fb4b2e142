import CLibCurl
import Glibc

/// A URL that requests may be sent to, parsed by libcurl so that the URL that is checked is the one that is connected
/// to.
package struct RequestURL: Sendable {
  /// The URL as libcurl writes it.
  let text: String
  /// `https`, or `http` for a loopback host.
  package let scheme: String
  /// The host as libcurl writes it; an IPv6 address has its brackets.
  package let host: String
  /// The port in the URL, or the scheme's default.
  package let port: Int
  /// The path with its leading slash.
  package let path: String
  /// Whether the URL begins with its scheme and host exactly as the parser reads them: no other notation of a number,
  /// no escape, no further slash, nothing before the host. No two parsers disagree about such a URL.
  package let isPlain: Bool
  /// Whether the host is this machine, by a name or an address that libcurl resolves without a query.
  let isLoopback: Bool

  /// Throws `badURL` for a malformed URL, a user name, a scheme other than `https`, and for `http` if the host is not
  /// loopback or the URL is not plain; `other` if libcurl cannot be loaded.
  package init(parsing url: String) throws(TransportError) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw TransportError(.badURL, "the URL contains a space or a control character")
    }
    try LibcurlLibrary.prepare()
    guard let handle = curl_url() else { throw TransportError(.other, "out of memory") }
    defer { curl_url_cleanup(handle) }
    let result = curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_DISALLOW_USER))
    guard result == CURLUE_OK else {
      throw TransportError(.badURL, "the URL cannot be used: \(String(cString: curl_url_strerror(result)))")
    }
    guard let text = urlPart(CURLUPART_URL, of: handle), let scheme = urlPart(CURLUPART_SCHEME, of: handle),
      let host = urlPart(CURLUPART_HOST, of: handle), !host.isEmpty
    else { throw TransportError(.badURL, "the URL has no host") }
    self.text = text
    self.scheme = scheme
    self.host = host
    port = urlPart(CURLUPART_PORT, of: handle, UInt32(CURLU_DEFAULT_PORT)).flatMap { Int($0) } ?? 0
    path = urlPart(CURLUPART_PATH, of: handle) ?? "/"
    isPlain = Self.isPlain(url, scheme: scheme, host: host)
    isLoopback = Self.isLoopback(host: host)
    switch scheme {
    case "https": break
    case "http":
      guard isLoopback, isPlain else {
        throw TransportError(
          .badURL,
          "plain http is allowed only for this machine (localhost, 127.0.0.0/8, [::1]), not for \(host): use https")
      }
    default: throw TransportError(.badURL, "the URL begins with \(scheme)://; use https://")
    }
  }

  /// Whether the port is the scheme's default: 443 for `https`, 80 for `http`.
  package var hasDefaultPort: Bool { port == (scheme == "https" ? 443 : 80) }

  /// `localhost` counts because libcurl (7.77 and newer) resolves it by itself, to 127.0.0.1 and ::1 only.
  private static func isLoopback(host: String) -> Bool {
    if host.lowercased() == "localhost" { return true }
    var address = in_addr()
    if inet_pton(AF_INET, host, &address) == 1 { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
    return host == "[::1]"
  }

  private static func isPlain(_ url: String, scheme: String, host: String) -> Bool {
    let beginning = "\(scheme)://" + host.lowercased()
    let url = url.lowercased()
    guard url.hasPrefix(beginning) else { return false }
    return url.utf8.dropFirst(beginning.utf8.count).first.map { Array(":/?#".utf8).contains($0) } ?? true
  }
}

/// A part of a URL that libcurl parsed. Nil if the URL does not have it, or if it cannot be decoded as the flags ask.
func urlPart(_ part: CURLUPart, of handle: OpaquePointer, _ flags: UInt32 = 0) -> String? {
  var text: UnsafeMutablePointer<CChar>?
  guard shim_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
  defer { curl_free(text) }
  return String(cString: text)
}
