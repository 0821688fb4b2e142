import CLibCurl

/// Owns the header lines of one request as a list of libcurl.
final class HeaderList {
  private(set) var pointer: UnsafeMutablePointer<curl_slist>?

  init(of request: HTTPRequest) throws(TransportError) {
    guard Self.isToken(request.method) else { throw TransportError(.other, "the method is not a valid token") }
    for header in request.headers {
      guard Self.isToken(header.name) else { throw TransportError(.other, "a header name is not a valid token") }
      guard header.value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
        throw TransportError(.other, "the header \(header.name) contains a line break or control character")
      }
      try append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    // Without this, libcurl would wait for a "100 Continue" before a larger body.
    try append("Expect:")
    if request.body != nil, request.headers.value(of: "Content-Type") == nil { try append("Content-Type:") }
  }

  deinit {
    curl_slist_free_all(pointer)
  }

  private func append(_ line: String) throws(TransportError) {
    guard let longer = curl_slist_append(pointer, line) else { throw TransportError(.other, "out of memory") }
    pointer = longer
  }

  /// RFC 9110, 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", ".", "^", "_", "`", "|", "~":
          true
        default: false
        }
      }
  }
}
