import CLibCurl
import Glibc

/// A URL that may be asked, read by libcurl's own parser so that what is checked is what is connected to.
struct RequestURL: Sendable {
  /// The URL as libcurl writes it.
  let text: String
  let scheme: String
  let host: String
  let port: Int
  /// Whether it leads to this machine, by a name or number that libcurl resolves without asking anybody.
  let isLoopback: Bool

  init(parsing url: String) throws(TransportError) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw TransportError(.badURL, "the URL has a space or a control character in it")
    }
    let parts = try Self.parse(url)
    text = parts.url
    scheme = parts.scheme
    host = parts.host
    port = parts.port
    isLoopback = Self.isLoopback(host: parts.host)
    switch scheme {
    case "https": break
    case "http":
      guard isLoopback, Self.writes(url, plainly: parts.host) else {
        throw TransportError(
          .badURL,
          "plain http is only for this machine (localhost, 127.0.0.0/8, [::1]), not for \(parts.host): use https")
      }
    default: throw TransportError(.badURL, "the URL begins with \(scheme)://, where only https:// will do")
    }
  }

  private typealias Parts = (url: String, scheme: String, host: String, port: Int)

  private static func parse(_ url: String) throws(TransportError) -> Parts {
    guard let handle = curl_url() else { throw TransportError(.other, "out of memory") }
    defer { curl_url_cleanup(handle) }
    let result = curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_DISALLOW_USER))
    guard result == CURLUE_OK else {
      throw TransportError(.badURL, "the URL cannot be used: \(String(cString: curl_url_strerror(result)))")
    }
    guard let whole = part(CURLUPART_URL, of: handle), let scheme = part(CURLUPART_SCHEME, of: handle),
      let host = part(CURLUPART_HOST, of: handle), !host.isEmpty
    else { throw TransportError(.badURL, "the URL names no host") }
    let port = part(CURLUPART_PORT, of: handle, UInt32(CURLU_DEFAULT_PORT)).flatMap { Int($0) } ?? 0
    return (whole, scheme, host, port)
  }

  private static func part(_ part: CURLUPart, of handle: OpaquePointer, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  /// `localhost` counts because libcurl (7.77 and newer) answers it itself, with 127.0.0.1 and ::1 and nothing else.
  private static func isLoopback(host: String) -> Bool {
    if host.lowercased() == "localhost" { return true }
    var address = in_addr()
    if inet_pton(AF_INET, host, &address) == 1 { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
    return host == "[::1]"
  }

  /// Whether the host stands in the URL as the parser read it: no other notation of a number, no escape, nothing
  /// before it, so that no two readers of the URL can disagree.
  private static func writes(_ url: String, plainly host: String) -> Bool {
    let beginning = "http://" + host.lowercased()
    let url = url.lowercased()
    guard url.hasPrefix(beginning) else { return false }
    return url.utf8.dropFirst(beginning.utf8.count).first.map { Array(":/?#".utf8).contains($0) } ?? true
  }
}
