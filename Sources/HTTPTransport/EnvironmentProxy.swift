import CLibCurl
import Glibc

/// The proxy that the environment names for https. Its URL may hold a password, so only `variable` and `place` are
/// shown.
struct EnvironmentProxy: Sendable {
  let variable: String
  let url: String
  let host: String
  /// Scheme, host and port.
  let place: String

  /// What libcurl reads, in its order.
  private static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// Nil where none is named. Throws for one that cannot be read: libcurl drops some of those in silence.
  static func find() throws(TransportError) -> EnvironmentProxy? {
    for variable in variables {
      if let value = environmentValue(variable) { return try EnvironmentProxy(value, of: variable) }
    }
    return nil
  }

  init(_ value: String, of variable: String) throws(TransportError) {
    guard let handle = curl_url() else { throw TransportError(.other, "out of memory") }
    defer { curl_url_cleanup(handle) }
    let url = value.contains("://") ? value : "http://" + value
    guard value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
      let scheme = urlPart(CURLUPART_SCHEME, of: handle), let host = urlPart(CURLUPART_HOST, of: handle)
    else { throw Self.unreadable(variable, "the URL of no proxy") }
    guard Self.schemes.contains(scheme.lowercased()) else {
      throw Self.unreadable(variable, "a proxy with the scheme \(scheme)://, which is not known")
    }
    guard urlPart(CURLUPART_PATH, of: handle) ?? "/" == "/", urlPart(CURLUPART_QUERY, of: handle) == nil,
      urlPart(CURLUPART_FRAGMENT, of: handle) == nil
    else { throw Self.unreadable(variable, "more than scheme, user, password, host and port") }
    for part in [CURLUPART_USER, CURLUPART_PASSWORD] where urlPart(part, of: handle) != nil {
      // libcurl decodes neither `%00` nor other control characters.
      guard let text = urlPart(part, of: handle, UInt32(CURLU_URLDECODE)),
        text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
      else { throw Self.unreadable(variable, "a user name or password with a control character") }
    }
    self.variable = variable
    self.url = url
    self.host = host
    place = "\(scheme)://\(host)" + (urlPart(CURLUPART_PORT, of: handle).map { ":\($0)" } ?? "")
  }

  private static func unreadable(_ variable: String, _ reason: String) -> TransportError {
    TransportError(
      .proxy, "\(variable) holds \(reason)",
      advice: "write scheme://host:port, and special characters of the user name and the password as %-escapes")
  }
}

/// The value of a variable of the environment; nil where it is not set, or empty.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
