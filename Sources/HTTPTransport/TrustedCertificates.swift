import CLibCurl
import FileAccess
import Glibc

/// The location of the certificates of trusted authorities.
struct TrustedCertificates: Sendable {
  /// A PEM file.
  var file: String?
  /// Directories made by `openssl rehash`, separated by colons.
  var directories: String?
  /// The source of the setting, such as `SSL_CERT_FILE`; nil for the system's default.
  var source: String?

  /// The file of the configuration, or else those of `SSL_CERT_FILE` and `SSL_CERT_DIR`, or else the system's. Throws
  /// `tls` if a file or directory that is set cannot be read.
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
      // The environment may name the system's own pair, which it would be without it.
      if found.file == nil || found.file != defaultFile || directories != defaultDirectory {
        found.directories = directories
      }
      found.source = found.source.map { "\($0) and SSL_CERT_DIR" } ?? "SSL_CERT_DIR"
    }
    return found.source == nil ? systemDefault : found
  }

  /// libcurl's defaults, without the directory if there is a bundle: with a directory libcurl reads both again for each
  /// connection.
  private static var systemDefault: TrustedCertificates {
    let hasFile = defaultFile.map { access($0, R_OK) == 0 } ?? false
    return TrustedCertificates(file: defaultFile, directories: hasFile ? nil : defaultDirectory)
  }

  private static var defaultFile: String? {
    curl_version_info(CURLVERSION_FIRST)?.pointee.cainfo.map { String(cString: $0) }
  }

  private static var defaultDirectory: String? {
    curl_version_info(CURLVERSION_FIRST)?.pointee.capath.map { String(cString: $0) }
  }

  private static func requireReadable(_ path: String, _ source: String) throws(TransportError) {
    do throws(Errno) {
      _ = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw TransportError(
        .tls, "\(source) names \"\(path)\", which cannot be read: \(error.text)",
        advice: "set it to the certificates of trusted authorities, or unset it to trust those of the system")
    }
  }
}
