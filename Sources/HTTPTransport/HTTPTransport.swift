import Dispatch

package struct HTTPTransportConfiguration: Sendable {
  package var userAgent: String
  package var maximumConnections: Int
  /// In bytes, after decompression.
  package var maximumResponseSize: Int
  /// A file with the certificates to trust instead of the system's.
  package var certificateFile: String?

  package init(
    userAgent: String, maximumConnections: Int, maximumResponseSize: Int = 64 << 20, certificateFile: String? = nil
  ) {
    self.userAgent = userAgent
    self.maximumConnections = maximumConnections
    self.maximumResponseSize = maximumResponseSize
    self.certificateFile = certificateFile
  }
}

/// What a transport has done so far.
package struct HTTPStatistics: Sendable, Equatable {
  package var requests = 0
  package var connectionsOpened = 0
  package var bytesReceived = 0
}

/// Sends requests, many at once, over connections that are used again.
///
/// Redirects are answers like any other and are never followed. Plain http goes to loopback only and past every proxy.
/// A process that makes a transport should ignore SIGPIPE.
package final class HTTPTransport: Sendable {
  private let engine: Engine

  /// Throws where libcurl or a thread cannot be had.
  package init(configuration: HTTPTransportConfiguration) throws(TransportError) {
    engine = try Engine(configuration)
    try engine.start()
  }

  /// Throws ``TransportError``; when the task is cancelled, the request is given up.
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let checked = try CheckedURL(request.url)
    let transfer = Transfer(request, to: checked)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        engine.submit(.start(transfer, continuation))
      }
    } onCancel: {
      engine.submit(.cancel(transfer))
    }
    return try result.get()
  }

  package var statistics: HTTPStatistics { engine.statistics }

  /// Ends what is under way and returns when the transport's thread has ended and its connections are closed: OpenSSL's
  /// exit handler must not meet a live one.
  package func shutDown() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [engine] in
        engine.stop()
        continuation.resume()
      }
    }
  }
}
