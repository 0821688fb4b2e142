import Synchronization

/// One request, one response, many at once: over libcurl, on one thread of its own, with connections kept and shared.
///
/// It follows no redirect, retries nothing, and keeps no cookie or password. How many requests are under way at once
/// is up to the caller. `shutDown` must have returned before the process exits: what OpenSSL does at exit would meet a
/// live thread otherwise.
package final class HTTPClient: Sendable {
  private let mailbox: Mailbox
  private let thread: EngineThread
  private let counter = StatisticsCounter()
  private let nextID = Atomic<UInt64>(0)

  /// Throws where libcurl is too old, the system is out of threads or memory, or the certificates to trust cannot be
  /// read.
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
    thread.letGo()
  }

  package var statistics: HTTPClientStatistics { counter.current }

  /// Sends the request once and returns what was answered, whatever its status. Ends as `cancelled` at once when the
  /// task is cancelled.
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

  /// Ends every request under way as `shutDown`, closes the connections and joins the thread. May be called again.
  package func shutDown() async {
    mailbox.post(.stop)
    await thread.join()
  }

  private func submit(_ submission: Submission) {
    guard !Task.isCancelled else {
      return submission.end(with: .failure(TransportError(.cancelled, "cancelled before the request was sent")))
    }
    guard mailbox.post(.start(submission)) else {
      return submission.end(with: .failure(TransportError(.shutDown, "the transport has been shut down")))
    }
    // A cancellation in between found nothing to cancel.
    if Task.isCancelled { mailbox.post(.cancel(id: submission.id)) }
  }
}
