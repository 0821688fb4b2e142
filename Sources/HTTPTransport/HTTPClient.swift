import Synchronization

/// An HTTP client on libcurl, with one dedicated thread and a pool of connections. Any number of requests may be sent
/// concurrently.
///
/// It follows no redirects, never retries, and stores no cookies and no passwords. `shutDown` must have returned before
/// the process exits, because OpenSSL's exit handlers must not run while the thread does.
package final class HTTPClient: Sendable {
  private let mailbox: Mailbox
  private let thread: EngineThread
  private let counter = StatisticsCounter()
  private let nextID = Atomic<UInt64>(0)

  /// Starts the thread; connects nothing yet. Throws if libcurl is too old, if the system is out of threads or memory,
  /// or if the trusted certificates cannot be read (`tls`).
  package init(configuration: HTTPClientConfiguration) throws(TransportError) {
    try LibcurlLibrary.prepare()
    let trusted = try TrustedCertificates.find(configuration)
    let multi = try MultiHandle(maximumConnections: configuration.maximumConnections)
    let mailbox = Mailbox(waking: multi)
    self.mailbox = mailbox
    thread = EngineThread { [counter] in
      Engine(multi, mailbox: mailbox, configuration: configuration, trusting: trusted, statistics: counter).run()
    }
    try thread.start()
  }

  deinit {
    mailbox.post(.stop)
    thread.detach()
  }

  /// The counts of all requests that have ended.
  package var statistics: HTTPClientStatistics { counter.current }

  /// Sends the request once and returns the response, whatever its status. Throws if there is none; as `cancelled`,
  /// without delay, if the task is cancelled.
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let url = try RequestURL(parsing: request.url)
    let id = nextID.wrappingAdd(1, ordering: .relaxed).newValue
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        submit(Submission(id: id, request: request, url: url, waiter: waiter))
      }
    } onCancel: {
      mailbox.post(.cancel(id: id))
    }
    return try outcome.get()
  }

  /// Ends all pending requests as `shutDown`, closes the connections and joins the thread. May be called more than
  /// once.
  package func shutDown() async {
    mailbox.post(.stop)
    await thread.join()
  }

  private func submit(_ submission: Submission) {
    guard !Task.isCancelled else {
      return submission.end(with: .failure(TransportError(.cancelled, "cancelled before the request was sent")))
    }
    guard mailbox.post(.start(submission)) else {
      return submission.end(with: .failure(TransportError(.shutDown, "the HTTP client has been shut down")))
    }
    // A cancellation before the request was posted had nothing to cancel.
    if Task.isCancelled { mailbox.post(.cancel(id: submission.id)) }
  }
}
