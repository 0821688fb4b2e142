import CLibCurl

/// One request in progress, and the target of libcurl's callbacks. Used on the engine's thread only.
final class Transfer {
  let submission: Submission
  let easy: EasyHandle
  let trusted: TrustedCertificates
  /// The proxy from the environment; nil for loopback hosts.
  let proxy: EnvironmentProxy?
  private let headerList: HeaderList
  private(set) var response: ResponseCollector
  /// Whether a connection was found, and sending has begun on it.
  private var hasStarted = false

  /// Sets up the handle, which must be new or reset. The transfer must live until the handle is reset again.
  init(
    _ submission: Submission, on easy: EasyHandle, configuration: HTTPClientConfiguration,
    trusting trusted: TrustedCertificates
  ) throws(TransportError) {
    self.submission = submission
    self.easy = easy
    self.trusted = trusted
    proxy = submission.url.isLoopback ? nil : try EnvironmentProxy.find()
    headerList = try HeaderList(of: submission.request)
    response = ResponseCollector(
      maximumSize: configuration.maximumResponseSize, maximumHeaderSize: configuration.maximumHeaderSize)
    try easy.apply(configuration, trusting: trusted)
    try easy.apply(submission.request, to: submission.url, through: proxy, headers: headerList)
    try connectCallbacks()
  }

  static func of(_ easy: UnsafeMutableRawPointer?) -> Transfer? {
    var context: UnsafeMutableRawPointer?
    guard let easy, shim_easy_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { return nil }
    return from(context)
  }

  var progress: TransportError.Progress {
    guard hasStarted else { return .notSent }
    return easy.offset(CURLINFO_SIZE_UPLOAD_T) < (submission.request.body?.count ?? 0) ? .partlySent : .sent
  }

  /// The engine keeps the transfer as long as libcurl has the handle, so the callbacks need not retain it.
  private func connectCallbacks() throws(TransportError) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA, CURLOPT_XFERINFODATA,
      CURLOPT_DEBUGDATA,
    ] {
      try easy.set(option, pointer: context)
    }
    try easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let transfer = Transfer.from(context) else { return 0 }
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return transfer.append(headerLine: line) ? size * count : 0
    }
    try easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let transfer = Transfer.from(context) else { return 0 }
      let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return transfer.append(bodyChunk: chunk) ? size * count : 0
    }
    // A body as it is on the wire: what frames the chunks reaches no other callback.
    try easy.set(debug: { _, kind, _, size, context in
      if kind == CURLINFO_DATA_IN { Transfer.from(context)?.response.count(encodedBytes: size) }
      return 0
    })
    try easy.set(progress: { context, _, _, _, _ in Transfer.from(context)?.response.excess == nil ? 0 : 1 })
    try easy.set(beforeRequest: { context, _, _, _, _ in
      Transfer.from(context)?.start() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    })
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func append(headerLine line: UnsafeRawBufferPointer) -> Bool {
    // 421: the connection leads to a server that is not responsible for this host, so it is not reused.
    if line.starts(with: "HTTP/".utf8), easy.number(CURLINFO_RESPONSE_CODE) == 421 {
      try? easy.set(CURLOPT_FORBID_REUSE, 1)
    }
    return response.append(headerLine: line)
  }

  private func append(bodyChunk chunk: UnsafeRawBufferPointer) -> Bool {
    let announcedSize = response.body.isEmpty ? easy.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) : 0
    return response.append(bodyChunk: chunk, announcedSize: announcedSize)
  }

  /// Called before each sending of the request; false prevents it. If a reused connection breaks before the response,
  /// libcurl sends the request again by itself, and a write could take effect twice unnoticed.
  private func start() -> Bool {
    defer { hasStarted = true }
    return !hasStarted || submission.request.isSafe
  }
}
