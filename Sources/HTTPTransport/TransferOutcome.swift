import CLibCurl

extension Transfer {
  /// What the transfer has come to, told from libcurl's result.
  func outcome(of result: CURLcode) -> Submission.Outcome {
    guard result == CURLE_OK else { return .failure(error(of: result)) }
    return .success(
      HTTPResponse(
        status: easy.number(CURLINFO_RESPONSE_CODE), headers: response.headers, body: response.body,
        duration: .microseconds(easy.offset(CURLINFO_TOTAL_TIME_T))))
  }

  /// What a transfer has come to that libcurl had not finished.
  func outcome(ofEndingFor kind: TransportError.Kind, _ reason: String) -> Submission.Outcome {
    let stage =
      switch progress {
      case .notSent: "before the request was sent"
      case .partlySent: "while the request was being sent"
      case .sent: "while waiting for the answer"
      }
    return .failure(TransportError(kind, "\(reason) \(stage)", progress: progress))
  }

  private func error(of result: CURLcode) -> TransportError {
    if response.isTooLarge { return TransportError(.bodyTooLarge, "the response is too large", progress: progress) }
    if result == CURLE_ABORTED_BY_CALLBACK {
      return TransportError(.connectionLost, "the connection broke before an answer came", progress: progress)
    }
    return TransportError(Self.kind(of: result, progress), easy.message(for: result), progress: progress)
  }

  /// A failure of the connection, even a TLS handshake that broke off, is only ever `couldNotConnect` while nothing
  /// had been sent; the refusal of a proxy is such a failure, too.
  private static func kind(of result: CURLcode, _ progress: TransportError.Progress) -> TransportError.Kind {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .couldNotResolve
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      .tls
    case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_SSL_CONNECT_ERROR, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND,
      CURLE_OPERATION_TIMEDOUT:
      progress == .notSent ? .couldNotConnect : .connectionLost
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: progress == .notSent ? .badURL : .other
    default: .other
    }
  }
}
