import CLibCurl

/// libcurl as found at run time.
enum LibcurlLibrary {
  private static let minimumVersion: UInt32 = 0x07_57_00

  /// Loads and initialises libcurl, once; must precede every other call of it. Throws if it is missing, older than 7.87
  /// or without TLS.
  static func prepare() throws(TransportError) {
    if let fault = shim_load() {
      throw TransportError(
        .other, "libcurl cannot be loaded: \(String(cString: fault))", advice: "install libcurl 7.87 or newer")
    }
    guard initialisation == CURLE_OK, let version = curl_version_info(CURLVERSION_FIRST)?.pointee else {
      throw TransportError(.other, "libcurl could not be initialised")
    }
    guard version.version_num >= minimumVersion, version.features & CURL_VERSION_SSL != 0 else {
      throw TransportError(
        .other, "libcurl 7.87 or newer with TLS is required; this is \(String(cString: version.version))")
    }
  }

  private static let initialisation = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
