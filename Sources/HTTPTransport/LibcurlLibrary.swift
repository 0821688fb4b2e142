import CLibCurl

/// The library itself, as it was found at run time.
enum LibcurlLibrary {
  private static let oldestVersion: UInt32 = 0x07_57_00

  /// Initialises libcurl, the first time, and makes sure that it can do what is asked of it.
  static func prepare() throws(TransportError) {
    guard initialisation == CURLE_OK, let version = curl_version_info(CURLVERSION_FIRST)?.pointee else {
      throw TransportError(.other, "libcurl could not be initialised")
    }
    guard version.version_num >= oldestVersion, version.features & CURL_VERSION_SSL != 0 else {
      throw TransportError(
        .other, "libcurl 7.87 or newer with TLS is needed, and this is \(String(cString: version.version))")
    }
  }

  private static let initialisation = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
