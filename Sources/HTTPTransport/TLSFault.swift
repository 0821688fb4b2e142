import CLibCurl

extension Transfer {
  var host: String { submission.url.host }

  /// What is wrong with a certificate, or with those that are trusted.
  func certificateFault(of result: CURLcode) -> TransportError? {
    switch result {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: untrusted
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: noAuthorities
    default: nil
    }
  }

  /// What OpenSSL says of a certificate: the numbers of `x509_vfy.h`, which never change.
  private enum Verification {
    static let notYetValid = 9
    static let expired = 10
  }

  private var untrusted: TransportError {
    let ofProxy = easy.number(CURLINFO_PROXY_SSL_VERIFYRESULT)
    let whose = ofProxy != 0 ? proxy.map { "the proxy \($0.place)" } ?? "the proxy" : host
    let text = easy.message(for: CURLE_PEER_FAILED_VERIFICATION)
    if text.contains("target host name") {
      return TransportError(
        .tls, "the certificate that \(whose) shows is for another name",
        advice: "check the endpoint; a proxy or gateway may answer in the platform's place")
    }
    switch ofProxy != 0 ? ofProxy : easy.number(CURLINFO_SSL_VERIFYRESULT) {
    case Verification.expired:
      return TransportError(
        .tls, "the certificate of \(whose) has expired, or a certificate that vouches for it",
        advice: "check the clock of this machine; else the certificate has to be renewed")
    case Verification.notYetValid:
      return TransportError(
        .tls, "the certificate of \(whose) is not valid yet", advice: "check the clock of this machine")
    default:
      return TransportError(
        .tls, "the certificate of \(whose) is not trusted: \(LibcurlText.certificateReason(text))",
        advice: trusted.source.map { "check which authorities are named by \($0)" }
          ?? "if a proxy or gateway of yours signs certificates, name its authority with SSL_CERT_FILE")
    }
  }

  private var noAuthorities: TransportError {
    if let source = trusted.source {
      return TransportError(
        .tls, "no certificate can be read from \(source)" + (trusted.file.map { ": \"\($0)\"" } ?? ""),
        advice: "name a file with certificates in PEM")
    }
    return TransportError(
      .tls, "this machine has no certificates of authorities" + (trusted.file.map { ": \"\($0)\"" } ?? ""),
      advice: "install the package ca-certificates, or name a file with SSL_CERT_FILE")
  }

  /// A handshake that came to nothing for good: the two sides have no version of TLS in common, or the other side
  /// speaks none.
  func handshakeFault(of result: CURLcode) -> TransportError? {
    guard result == CURLE_SSL_CONNECT_ERROR || result == CURLE_SSL_CIPHER else { return nil }
    let text = easy.message(for: result)
    if text.contains("unsupported protocol") || text.contains("protocol version") {
      return TransportError(
        .tls, "\(host) speaks no TLS 1.2 or later", advice: "the server, or a gateway before it, has to be updated")
    }
    if text.contains("wrong version number") || text.contains("http request") {
      return TransportError(
        .tls, "what answers as \(host) speaks no TLS", advice: "check the endpoint's port, and the proxy")
    }
    return TransportError(.couldNotConnect, "the TLS handshake failed: \(LibcurlText.plain(text))")
  }
}
