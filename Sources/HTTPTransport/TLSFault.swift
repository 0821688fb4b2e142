import CLibCurl

extension Transfer {
  var host: String { submission.url.host }

  /// The error of a certificate that is not valid, or of trusted certificates that cannot be loaded; nil for other
  /// results.
  func certificateFault(of result: CURLcode) -> TransportError? {
    switch result {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: untrusted
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: unusableAuthorities
    default: nil
    }
  }

  /// Verification results of OpenSSL, from `x509_vfy.h`.
  private enum Verification {
    static let notYetValid = 9
    static let expired = 10
  }

  private var untrusted: TransportError {
    let proxyResult = easy.number(CURLINFO_PROXY_SSL_VERIFYRESULT)
    let owner = proxyResult != 0 ? proxy.map { "the proxy \($0.address)" } ?? "the proxy" : host
    let text = easy.message(for: CURLE_PEER_FAILED_VERIFICATION)
    if text.contains("target host name") {
      return TransportError(
        .tls, "the certificate of \(owner) is for another host name",
        advice: "check the endpoint; a proxy or gateway may have answered instead of the platform")
    }
    switch proxyResult != 0 ? proxyResult : easy.number(CURLINFO_SSL_VERIFYRESULT) {
    case Verification.expired:
      return TransportError(
        .tls, "the certificate of \(owner) has expired, or that of its authority has",
        advice: "check the clock of this machine; if it is right, the certificate must be renewed")
    case Verification.notYetValid:
      return TransportError(
        .tls, "the certificate of \(owner) is not yet valid", advice: "check the clock of this machine")
    default:
      return TransportError(
        .tls, "the certificate of \(owner) is not trusted: \(LibcurlText.certificateReason(text))",
        advice: trusted.source.map { "check the authorities in \($0)" }
          ?? "if your own proxy or gateway issues certificates, set SSL_CERT_FILE to the certificate of its authority")
    }
  }

  private var unusableAuthorities: TransportError {
    if let source = trusted.source {
      return TransportError(
        .tls, "\(source) contains no readable certificate" + (trusted.file.map { ": \"\($0)\"" } ?? ""),
        advice: "set it to a file of certificates in PEM")
    }
    return TransportError(
      .tls, "this machine has no certificates of trusted authorities" + (trusted.file.map { ": \"\($0)\"" } ?? ""),
      advice: "install the package ca-certificates, or set SSL_CERT_FILE to a file of certificates")
  }

  /// The error of a TLS handshake: `tls` if it can never succeed (no common version of TLS, or a peer without TLS),
  /// else `couldNotConnect`. Nil for other results.
  func handshakeFault(of result: CURLcode) -> TransportError? {
    guard result == CURLE_SSL_CONNECT_ERROR || result == CURLE_SSL_CIPHER else { return nil }
    let text = easy.message(for: result)
    if text.contains("unsupported protocol") || text.contains("protocol version") {
      return TransportError(
        .tls, "\(host) does not support TLS 1.2 or later", advice: "update the server, or the gateway in front of it")
    }
    if text.contains("wrong version number") || text.contains("http request") {
      return TransportError(
        .tls, "the server at \(host) does not use TLS", advice: "check the endpoint's port, and the proxy")
    }
    return TransportError(.couldNotConnect, "the TLS handshake failed: \(LibcurlText.plain(text))")
  }
}
