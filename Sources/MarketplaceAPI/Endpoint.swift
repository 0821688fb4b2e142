package import HTTPTransport

/// The base URL of the platform, in one form however it was written.
///
/// Accepts an origin, with or without a path before `/public/v1`, and with or without that ending. Source: the API's
/// page, under basics: the base URL is also written with the `/public` suffix.
package struct Endpoint: Sendable, Equatable, CustomStringConvertible {
  /// The production platform. Source: the API's page, under basics.
  package static let production = Endpoint(text: "https://api.platform.softwareone.com")

  /// Scheme, host in lower case, port if it is not the scheme's default, and the path before `/public`; no slash at the
  /// end.
  package let text: String

  private init(text: String) {
    self.text = text
  }

  /// The ``text``.
  package var description: String { text }

  /// Parses the URL that a user gave, without the white space around it.
  ///
  /// Throws `badURL` for a URL that ``RequestURL`` refuses, and for one that is not a plain base URL; `other` if
  /// libcurl cannot be loaded.
  package init(parsing text: String) throws(TransportError) {
    // A file, or a secret of a pipeline, adds a line end.
    let written = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    let url: RequestURL
    do throws(TransportError) {
      url = try RequestURL(parsing: written)
    } catch {
      guard error.kind == .badURL else { throw error }
      throw TransportError(.badURL, "the endpoint is not valid: \(error.message)")
    }
    // The API's paths are appended to the text, so nothing in it may change their meaning.
    guard !written.contains(where: { "?#%\\".contains($0) }), written.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw TransportError(
        .badURL,
        "the endpoint is not valid: it is a base URL, without query, fragment, escapes, backslashes or non-ASCII")
    }
    guard url.isPlain, url.port > 0, !written.split(separator: "/").contains(where: Self.isDotSegment) else {
      throw TransportError(
        .badURL, "the endpoint is not valid: write it as https://host, https://host:port or https://host/path")
    }
    let port = url.hasDefaultPort ? "" : ":\(url.port)"
    self.init(text: url.scheme + "://" + url.host.lowercased() + port + Self.pathBeforePublic(url.path))
  }

  /// Whether a segment of a path leads to the directory itself or the one above it. Some servers ignore what follows a
  /// semicolon when they resolve it.
  private static func isDotSegment(_ segment: Substring) -> Bool {
    let name = segment.prefix { $0 != ";" }
    return name == "." || name == ".."
  }

  private static func pathBeforePublic(_ path: String) -> String {
    var segments = path.split(separator: "/")
    if segments.last == "v1", segments.dropLast().last == "public" { segments.removeLast() }
    if segments.last == "public" { segments.removeLast() }
    return segments.map { "/" + $0 }.joined()
  }
}
