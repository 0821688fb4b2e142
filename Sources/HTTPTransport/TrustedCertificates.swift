import CLibCurl
import Glibc

/// Where the certificates of the authorities are that are trusted.
struct TrustedCertificates: Sendable {
  /// A file in PEM.
  var file: String?
  /// Directories as `openssl rehash` makes them, divided by colons.
  var directories: String?
  /// Who names them, such as `SSL_CERT_FILE`; nil for those of the system.
  var source: String?

  /// What the configuration names, else `SSL_CERT_FILE` and `SSL_CERT_DIR`, else what the system has. Throws where that
  /// cannot be read.
  static func find(_ configuration: HTTPClientConfiguration) throws(TransportError) -> TrustedCertificates {
    var found = TrustedCertificates()
    if let file = configuration.certificateFile {
      try requireReadable(file, "the file of trusted certificates")
      return TrustedCertificates(file: file, source: "the file \"\(file)\"")
    }
    if let file = environmentValue("SSL_CERT_FILE") {
      try requireReadable(file, "SSL_CERT_FILE")
      found = TrustedCertificates(file: file, source: "SSL_CERT_FILE")
    }
    if let directories = environmentValue("SSL_CERT_DIR") {
      for directory in directories.split(separator: ":") { try requireReadable(String(directory), "SSL_CERT_DIR") }
      found.directories = directories
      found.source = found.source.map { "\($0) and SSL_CERT_DIR" } ?? "SSL_CERT_DIR"
    }
    return found.source == nil ? ofTheSystem : found
  }

  /// libcurl's own defaults, the bundle alone where there is one: libcurl reads a directory beside it for each
  /// connection again, and with it the bundle.
  private static var ofTheSystem: TrustedCertificates {
    let defaults = curl_version_info(CURLVERSION_FIRST)?.pointee
    let file = defaults?.cainfo.map { String(cString: $0) }
    let directory = defaults?.capath.map { String(cString: $0) }
    let hasFile = file.map { access($0, R_OK) == 0 } ?? false
    return TrustedCertificates(file: file, directories: hasFile ? nil : directory)
  }

  private static func requireReadable(_ path: String, _ source: String) throws(TransportError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor < 0 else {
      close(descriptor)
      return
    }
    let reason = String(cString: strerror(errno))
    throw TransportError(
      .tls, "\(source) names \"\(path)\", which cannot be read: \(reason)",
      advice: "name the certificates of the authorities to trust, or unset the variable to trust those of the system")
  }
}
