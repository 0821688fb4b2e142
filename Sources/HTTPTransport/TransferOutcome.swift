import CLibCurl
import Glibc

extension Transfer {
  /// The outcome of a transfer that libcurl has finished.
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

  /// The outcome of a transfer that is ended before libcurl has finished it.
  func outcome(ofEndingFor kind: TransportError.Kind, _ reason: String) -> Submission.Outcome {
    .failure(TransportError(kind, "\(reason) \(stage)", progress: progress))
  }

  private var stage: String {
    switch progress {
    case .notSent: "before the request was sent"
    case .partlySent: "while the request was being sent"
    case .sent: "while waiting for the response"
    }
  }

  private func error(of result: CURLcode) -> TransportError {
    if let excess = response.excess {
      return TransportError(
        .responseTooLarge, "the response has \(excess) larger than the maximum", progress: progress)
    }
    if progress == .notSent {
      if let refusal = proxyRefusal { return refusal }
      if let fault = certificateFault(of: result) ?? handshakeFault(of: result) { return fault }
    }
    let text = LibcurlText.plain(easy.message(for: result))
    switch result {
    case CURLE_ABORTED_BY_CALLBACK:
      return TransportError(.connectionLost, "the connection broke before the response", progress: progress)
    case CURLE_OPERATION_TIMEDOUT where progress != .notSent:
      let limit = submission.request.stallTimeout.map { "\($0)" } ?? "some time"
      return TransportError(.stalled, "no data for \(limit) \(stage)", progress: progress)
    case CURLE_BAD_CONTENT_ENCODING where text.hasPrefix("Unrecognized content encoding"):
      return TransportError(
        .unknownEncoding, "the response has an unknown content encoding", progress: progress,
        advice: "check whether a proxy or gateway in front of the platform compresses responses")
    case CURLE_OUT_OF_MEMORY where progress != .notSent && response.body.isEmpty:
      // libcurl's result for a header line of more than 100 KB.
      return TransportError(
        .responseTooLarge, "the response has a header line larger than the maximum", progress: progress)
    default:
      return TransportError(Self.kind(of: result, progress), namingProxy(in: text), progress: progress)
    }
  }

  /// Adds the proxy and its variable to a message that is about the proxy.
  private func namingProxy(in text: String) -> String {
    guard let proxy, progress == .notSent, text.contains(proxy.host) || text.contains("roxy") else { return text }
    return "\(text) (through the proxy \(proxy.address) from \(proxy.variable))"
  }

  /// The error of a proxy that refuses the tunnel. Only temporary refusals are `couldNotConnect`, which may be retried.
  private var proxyRefusal: TransportError? {
    let status = easy.number(CURLINFO_HTTP_CONNECTCODE)
    guard status >= 300, let proxy else { return nil }
    let message = "CONNECT tunnel failed: the proxy \(proxy.address) from \(proxy.variable) returned \(status)"
    switch status {
    // tinyproxy answers a wrong password with 401.
    case 401, 407:
      return TransportError(
        .proxy, message + " (it requires a user name and a password)",
        advice: "check the user name and password in \(proxy.variable)")
    case 408, 421, 425, 429, 500...: return TransportError(.couldNotConnect, message)
    default:
      return TransportError(
        .proxy, message, advice: "allow \(host) in the proxy, or add it to NO_PROXY if it can be reached directly")
    }
  }

  /// Failures of the connection are `couldNotConnect` only if nothing was sent.
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
