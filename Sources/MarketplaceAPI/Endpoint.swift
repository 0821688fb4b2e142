/// The base URL of the platform, in one form whatever way a person wrote it.
///
/// Accepted are an origin, with or without a path before `/public/v1`, and with or without that ending.
/// Source: the API's page, under basics: people write the base with the `/public` suffix as well.
package struct Endpoint: Sendable, Equatable, CustomStringConvertible {
  package static let production = Endpoint(
    text: "https://api.platform.softwareone.com", host: "api.platform.softwareone.com")

  /// Scheme, host, port where it is not the scheme's own, and the path before `/public`; no slash at the end.
  package let text: String
  /// The host in lower case, an IPv6 address with its brackets.
  package let host: String

  private init(text: String, host: String) {
    self.text = text
    self.host = host
  }

  package var description: String { text }

  package struct Fault: Error, Equatable {
    package let message: String
  }

  /// Takes a URL as a person wrote it. Throws what is wrong with it.
  package init(parsing text: String) throws(Fault) {
    // A line end, as a file or a secret of a pipeline brings it, is none of the URL's.
    let written = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    guard written.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Fault(message: "the endpoint holds white space or characters that do not belong into a URL")
    }
    guard let separator = written.firstRange(of: "://") else {
      throw Fault(message: "the endpoint must begin with https://")
    }
    let scheme = written[..<separator.lowerBound].lowercased()
    let rest = written[separator.upperBound...]
    guard !rest.contains("?"), !rest.contains("#") else {
      throw Fault(message: "the endpoint is a base URL, without a query or a fragment")
    }
    guard !rest.contains("\\"), !rest.contains("%") else {
      throw Fault(message: "the endpoint may hold no escapes and no backslash")
    }
    guard !rest.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
      throw Fault(message: "the endpoint's path may not hold /./ or /../")
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let (host, port) = try Self.split(authority: rest[..<slash])
    switch scheme {
    case "https": break
    case "http" where Self.isLoopback(host): break
    case "http":
      throw Fault(message: "plain http is only for loopback (localhost, 127.0.0.0/8, ::1); use https")
    default: throw Fault(message: "the endpoint must begin with https://, not \(scheme)://")
    }
    let defaultPort = scheme == "https" ? "443" : "80"
    let shownPort = port.map { $0 == defaultPort ? "" : ":" + $0 } ?? ""
    self.init(text: scheme + "://" + host + shownPort + Self.pathBeforePublic(rest[slash...]), host: host)
  }

  private static func split(authority: Substring) throws(Fault) -> (host: String, port: String?) {
    guard !authority.contains("@") else {
      throw Fault(message: "the endpoint may hold no user name or password")
    }
    let hostEnd =
      authority.first == "["
      ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":") ?? authority.endIndex
    guard let hostEnd else { throw Fault(message: "the endpoint's address lacks its closing bracket") }
    let host = authority[..<hostEnd].lowercased()
    guard !host.isEmpty else { throw Fault(message: "the endpoint names no host") }
    let port = authority[hostEnd...]
    guard !port.isEmpty else { return (host, nil) }
    guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else {
      throw Fault(message: "the endpoint's port is not a number from 1 to 65535")
    }
    return (host, String(number))
  }

  private static func pathBeforePublic(_ path: Substring) -> String {
    var segments = path.split(separator: "/")
    if segments.last == "v1", segments.dropLast().last == "public" { segments.removeLast() }
    if segments.last == "public" { segments.removeLast() }
    return segments.map { "/" + $0 }.joined()
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.count <= 3 }
  }
}
