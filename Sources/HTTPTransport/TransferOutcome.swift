import CLibCurl
import Glibc

extension Transfer {
  /// What the transfer has come to, by libcurl's result.
  func outcome(of result: CURLcode) -> Submission.Outcome {
    guard result == CURLE_OK else { return .failure(error(of: result)) }
    return .success(
      HTTPResponse(
        status: easy.number(CURLINFO_RESPONSE_CODE), headers: response.headers, body: response.body,
        duration: .microseconds(easy.offset(CURLINFO_TOTAL_TIME_T)), retryAfter: retryAfter))
  }

  /// libcurl gives zero for no wait and for what it cannot read, and a negative number for a date that has passed.
  private var retryAfter: Duration? {
    let seconds = easy.offset(CURLINFO_RETRY_AFTER)
    return seconds > 0 ? .seconds(min(seconds, 86_400)) : nil
  }

  /// What a transfer has come to that libcurl had not finished.
  func outcome(ofEndingFor kind: TransportError.Kind, _ reason: String) -> Submission.Outcome {
    .failure(TransportError(kind, "\(reason) \(stage)", progress: progress))
  }

  private var stage: String {
    switch progress {
    case .notSent: "before the request was sent"
    case .partlySent: "while the request was being sent"
    case .sent: "while waiting for the answer"
    }
  }

  private func error(of result: CURLcode) -> TransportError {
    if let excess = response.excess {
      return TransportError(
        .answerTooLarge, "the answer has \(excess) larger than this program takes", progress: progress)
    }
    if progress == .notSent {
      if let refusal = proxyRefusal { return refusal }
      if let fault = certificateFault(of: result) ?? handshakeFault(of: result) { return fault }
    }
    let text = LibcurlText.plain(easy.message(for: result))
    switch result {
    case CURLE_ABORTED_BY_CALLBACK:
      return TransportError(.connectionLost, "the connection broke before an answer came", progress: progress)
    case CURLE_OPERATION_TIMEDOUT where progress != .notSent:
      let limit = submission.request.stallTimeout.map { "\($0)" } ?? "some time"
      return TransportError(.stalled, "nothing came for \(limit) \(stage)", progress: progress)
    case CURLE_BAD_CONTENT_ENCODING where text.hasPrefix("Unrecognized content encoding"):
      return TransportError(
        .unknownEncoding, "the answer has a content encoding that is not known", progress: progress,
        advice: "a proxy or gateway before the platform packs what it was not asked to pack")
    case CURLE_OUT_OF_MEMORY where progress != .notSent && response.body.isEmpty:
      // What libcurl says of a line of more than 100 KB.
      return TransportError(
        .answerTooLarge, "the answer has a header line larger than this program takes", progress: progress)
    default:
      return TransportError(Self.kind(of: result, progress), nameProxy(in: text), progress: progress)
    }
  }

  /// Says which variable names the proxy, where a text is about it.
  private func nameProxy(in text: String) -> String {
    guard let proxy, progress == .notSent, text.contains(proxy.host) || text.contains("roxy") else { return text }
    return "\(text) (through the proxy \(proxy.place) of \(proxy.variable))"
  }

  /// The answer of a proxy that makes no tunnel. What it may do next time is left to be tried again.
  private var proxyRefusal: TransportError? {
    let status = easy.number(CURLINFO_HTTP_CONNECTCODE)
    guard status >= 300, let proxy else { return nil }
    let message = "CONNECT tunnel failed: the proxy \(proxy.place), which \(proxy.variable) names, answered \(status)"
    switch status {
    case 407:
      return TransportError(
        .proxy, message + " (it wants a user name and a password)",
        advice: "check the user name and the password in \(proxy.variable)")
    case 408, 421, 425, 429, 500...: return TransportError(.couldNotConnect, message)
    default:
      return TransportError(
        .proxy, message, advice: "have the proxy allow \(host), or name it in NO_PROXY if it is reached directly")
    }
  }

  /// A failure of the connection, even a TLS handshake that broke off, is only ever `couldNotConnect` while nothing
  /// had been sent.
  private static func kind(of result: CURLcode, _ progress: TransportError.Progress) -> TransportError.Kind {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .couldNotResolve
    case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_SSL_CONNECT_ERROR, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND,
      CURLE_OPERATION_TIMEDOUT:
      progress == .notSent ? .couldNotConnect : .connectionLost
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: progress == .notSent ? .badURL : .other
    default: .other
    }
  }
}
