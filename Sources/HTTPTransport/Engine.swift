import CLibCurl

/// The single owner of all libcurl handles: takes requests from the mailbox, drives their transfers, and ends each
/// exactly once. Used on its own thread only, from the call of `run` to its return.
final class Engine {
  private let multi: MultiHandle
  private let mailbox: Mailbox
  private let configuration: HTTPClientConfiguration
  private let trusted: TrustedCertificates
  private let statistics: StatisticsCounter
  private var transfers: [UInt64: Transfer] = [:]
  private var idleHandles: [EasyHandle] = []
  private var nextDeadline: ContinuousClock.Instant?

  init(
    _ multi: MultiHandle, mailbox: Mailbox, configuration: HTTPClientConfiguration,
    trusting trusted: TrustedCertificates,
    statistics: StatisticsCounter
  ) {
    self.multi = multi
    self.mailbox = mailbox
    self.configuration = configuration
    self.trusted = trusted
    self.statistics = statistics
  }

  /// Serves requests until it is stopped, then ends those that are left and frees all handles.
  func run() {
    do throws(TransportError) {
      while processCommands() {
        try multi.perform()
        while let (transfer, result) = multi.nextEnded() { end(transfer, with: transfer.outcome(of: result)) }
        endOverdue()
        try multi.wait(atMost: millisecondsToNextDeadline)
      }
      shutDown(because: .shutDown, "shut down")
    } catch {
      shutDown(because: .other, error.message)
    }
  }

  /// Returns false if the engine is to stop.
  private func processCommands() -> Bool {
    var continues = true
    for command in mailbox.drain() {
      switch command {
      case .start(let submission): start(submission)
      case .cancel(let id):
        if let transfer = transfers[id] { end(transfer, with: transfer.outcome(ofEndingFor: .cancelled, "cancelled")) }
      case .stop: continues = false
      }
    }
    return continues
  }

  private func start(_ submission: Submission) {
    do throws(TransportError) {
      let easy = if let idle = idleHandles.popLast() { idle } else { try EasyHandle() }
      let transfer = try Transfer(submission, on: easy, configuration: configuration, trusting: trusted)
      try multi.add(easy)
      transfers[submission.id] = transfer
      nextDeadline = min(nextDeadline ?? submission.deadline, submission.deadline)
    } catch {
      submission.end(with: .failure(error))
    }
  }

  private func end(_ transfer: Transfer, with outcome: Submission.Outcome) {
    transfers[transfer.submission.id] = nil
    multi.remove(transfer.easy)
    statistics.count(transfer.easy)
    transfer.easy.reset()
    if idleHandles.count < configuration.maximumConnections { idleHandles.append(transfer.easy) }
    transfer.submission.end(with: outcome)
  }

  /// Deadlines are checked here rather than by libcurl, which ignores those of requests that wait for a connection.
  /// `nextDeadline` may be that of a request that has ended; then no request is overdue.
  private func endOverdue() {
    guard let deadline = nextDeadline, deadline <= .now else { return }
    let now = ContinuousClock.now
    for transfer in Array(transfers.values) where transfer.submission.deadline <= now {
      let timeout = transfer.submission.request.timeout
      end(transfer, with: transfer.outcome(ofEndingFor: .timedOut, "timed out after \(timeout)"))
    }
    nextDeadline = transfers.values.lazy.map(\.submission.deadline).min()
  }

  private var millisecondsToNextDeadline: Int32 {
    let maximum: Int32 = 60_000
    guard let nextDeadline else { return maximum }
    return Int32(clamping: min(Int(maximum), ContinuousClock.now.duration(to: nextDeadline).wholeMilliseconds))
  }

  private func shutDown(because kind: TransportError.Kind, _ reason: String) {
    for case .start(let submission) in mailbox.close() {
      submission.end(with: .failure(TransportError(kind, "\(reason) before the request was sent")))
    }
    for transfer in Array(transfers.values) { end(transfer, with: transfer.outcome(ofEndingFor: kind, reason)) }
    idleHandles.removeAll()
    multi.close()
  }
}
