import CLibCurl
import Glibc

/// The proxy for https that the environment sets. Its URL may contain a password, so messages only show `variable` and
/// `address`.
struct EnvironmentProxy: Sendable {
  let variable: String
  let url: String
  let host: String
  /// Scheme, host and port.
  let address: String

  /// The variables that libcurl reads, in its order.
  private static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// Nil if no variable is set. Throws for an invalid proxy: libcurl ignores some of those silently.
  static func find() throws(TransportError) -> EnvironmentProxy? {
    for variable in variables {
      if let value = environmentValue(variable) { return try EnvironmentProxy(value, of: variable) }
    }
    return nil
  }

  init(_ value: String, of variable: String) throws(TransportError) {
    try LibcurlLibrary.prepare()
    guard let handle = curl_url() else { throw TransportError(.other, "out of memory") }
    defer { curl_url_cleanup(handle) }
    let url = value.contains("://") ? value : "http://" + value
    guard value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
      let scheme = urlPart(CURLUPART_SCHEME, of: handle), let host = urlPart(CURLUPART_HOST, of: handle)
    else { throw Self.invalid(variable, "is not the URL of a proxy") }
    guard Self.schemes.contains(scheme.lowercased()) else {
      throw Self.invalid(variable, "has the unknown scheme \(scheme)://")
    }
    guard urlPart(CURLUPART_PATH, of: handle) ?? "/" == "/", urlPart(CURLUPART_QUERY, of: handle) == nil,
      urlPart(CURLUPART_FRAGMENT, of: handle) == nil
    else { throw Self.invalid(variable, "has more than scheme, user, password, host and port") }
    for part in [CURLUPART_USER, CURLUPART_PASSWORD] where urlPart(part, of: handle) != nil {
      // libcurl decodes neither `%00` nor other control characters.
      guard let text = urlPart(part, of: handle, UInt32(CURLU_URLDECODE)),
        text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
      else { throw Self.invalid(variable, "has a control character in its user name or password") }
    }
    self.variable = variable
    self.url = url
    self.host = host
    address = "\(scheme)://\(host)" + (urlPart(CURLUPART_PORT, of: handle).map { ":\($0)" } ?? "")
  }

  private static func invalid(_ variable: String, _ reason: String) -> TransportError {
    TransportError(
      .proxy, "\(variable) \(reason)",
      advice: "write scheme://host:port, with special characters of the user name and password as %-escapes")
  }
}

/// The value of an environment variable; nil if it is not set or empty.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
