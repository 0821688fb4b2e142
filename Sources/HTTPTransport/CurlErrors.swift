import CLibCurl

extension TransportError {
  /// What a libcurl code means for the person, and for trying again.
  init(_ code: CURLcode, _ easy: UnsafeMutableRawPointer?) {
    let said = String(cString: curl_easy_strerror(code))
    var sent = 0
    tokenform_get_number(easy, CURLINFO_REQUEST_SIZE, &sent)
    let arrived = sent > 0
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: self.init(.couldNotResolve, "the host's name cannot be resolved")
    case CURLE_COULDNT_RESOLVE_PROXY: self.init(.couldNotResolve, "the proxy's name cannot be resolved")
    case CURLE_COULDNT_CONNECT: self.init(.couldNotConnect, "no connection could be made")
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: self.init(.badURL, said)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      self.init(.tls, "the server's certificate was not accepted (\(said)); SSL_CERT_FILE names other authorities")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_INVALIDCERTSTATUS:
      self.init(.tls, "no secure connection could be made: \(said)")
    case CURLE_OPERATION_TIMEDOUT:
      self.init(.timedOut, "no complete answer in time", requestMayHaveArrived: arrived)
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      self.init(
        .connectionLost, "the connection ended before the answer was complete (\(said))",
        requestMayHaveArrived: arrived)
    default: self.init(.other, said, requestMayHaveArrived: arrived)
    }
  }

  static func tooLarge(_ limit: Int) -> TransportError {
    TransportError(.bodyTooLarge, "the answer has more than \(limit >> 20) MiB", requestMayHaveArrived: true)
  }

  static let cancelled = TransportError(.cancelled, "the request was given up", requestMayHaveArrived: true)
  static let shutDown = TransportError(.shutDown, "the transport was shut down", requestMayHaveArrived: true)
}
