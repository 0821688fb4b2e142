import CLibCurl

/// One request under way, with the handle that libcurl knows it by.
///
/// `@unchecked Sendable`: the request and the URL never change; everything else is touched by the engine's thread alone,
/// which takes the transfer out of the engine's inbox.
final class Transfer: @unchecked Sendable {
  typealias Continuation = CheckedContinuation<Result<HTTPResponse, TransportError>, Never>

  let request: HTTPRequest
  let url: CheckedURL

  // The engine's thread only.
  var continuation: Continuation?
  var wasCancelled = false
  var maximumResponseSize = 0
  private(set) var easy: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var headers: [String: String] = [:]
  private(set) var body: [UInt8] = []
  private var isTooLarge = false

  init(_ request: HTTPRequest, to url: CheckedURL) {
    self.request = request
    self.url = url
  }

  deinit {
    release()
  }

  /// Sets a handle up. Returns why it cannot be.
  func prepare(_ handle: UnsafeMutableRawPointer, _ configuration: HTTPTransportConfiguration) -> TransportError? {
    easy = handle
    maximumResponseSize = configuration.maximumResponseSize
    let options = TransferOptions(handle)
    options.apply(configuration)
    options.apply(request, url)
    for header in request.headers { headerList = curl_slist_append(headerList, header.name + ": " + header.value) }
    // Not waiting for a server's leave to send a body, and saying nothing of forms.
    headerList = curl_slist_append(headerList, "Expect:")
    options.pointer(CURLOPT_HTTPHEADER, headerList)
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.pointer(CURLOPT_PRIVATE, context)
    options.pointer(CURLOPT_WRITEDATA, context)
    options.pointer(CURLOPT_HEADERDATA, context)
    options.receiver(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      Transfer.from(context)?.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    options.receiver(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      Transfer.from(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    return options.fault
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Gives the handle back and forgets the headers, the credential among them.
  func release() {
    curl_slist_free_all(headerList)
    headerList = nil
    easy = nil
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= maximumResponseSize else {
      isTooLarge = true
      return 0
    }
    if body.isEmpty, let length = headers["content-length"].flatMap(Int.init) {
      body.reserveCapacity(min(length, maximumResponseSize))
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = [:]
    } else if let colon = line.firstIndex(of: ":") {
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      let end = value.lastIndex { !$0.isWhitespace }
      if headers[name] == nil { headers[name] = end.map { String(value[...$0]) } ?? "" }
    }
    return bytes.count
  }

  /// What a finished transfer came to.
  func result(_ code: CURLcode) -> Result<HTTPResponse, TransportError> {
    guard code == CURLE_OK else {
      return .failure(isTooLarge ? .tooLarge(maximumResponseSize) : TransportError(code, easy))
    }
    var status = 0
    tokenform_get_number(easy, CURLINFO_RESPONSE_CODE, &status)
    return .success(HTTPResponse(status: status, headers: headers, body: body))
  }
}
