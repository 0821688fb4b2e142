import CLibCurl
import Glibc

/// The one thread that owns libcurl's multi handle. Everybody else puts commands into its inbox.
///
/// `@unchecked Sendable`: the inbox and the statistics are behind locks, `curl_multi_wakeup` may be called from any
/// thread, and everything else is touched by the engine's own thread alone, which starts after `init`.
final class Engine: @unchecked Sendable {
  enum Command: Sendable {
    case start(Transfer, Transfer.Continuation)
    case cancel(Transfer)
    case stop
  }

  private struct Inbox: Sendable {
    var commands: [Command] = []
    var isClosed = false
  }

  private let configuration: HTTPTransportConfiguration
  private let multi: UnsafeMutableRawPointer
  private let inbox = Locked(Inbox())
  private let counts = Locked(HTTPStatistics())
  private let thread = Locked<pthread_t?>(nil)

  // The engine's thread only.
  private var running: [ObjectIdentifier: Transfer] = [:]
  private var idleHandles: [UnsafeMutableRawPointer] = []

  init(_ configuration: HTTPTransportConfiguration) throws(TransportError) {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = curl_multi_init() else {
      throw TransportError(.other, "libcurl cannot be set up")
    }
    self.configuration = configuration
    self.multi = multi
    tokenform_set_multi_number(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.maximumConnections)
    tokenform_set_multi_number(multi, CURLMOPT_MAXCONNECTS, configuration.maximumConnections)
    tokenform_set_multi_number(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
  }

  var statistics: HTTPStatistics { counts.withLock { $0 } }

  /// Starts the thread, which keeps the engine alive until it is told to stop.
  func start() throws(TransportError) {
    var handle = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let code = pthread_create(
      &handle, nil,
      { context in
        if let context { Unmanaged<Engine>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context)
    guard code == 0 else {
      Unmanaged<Engine>.fromOpaque(context).release()
      throw TransportError(.other, "no thread can be had: " + String(cString: strerror(code)))
    }
    let started = handle
    thread.withLock { $0 = started }
  }

  func submit(_ command: Command) {
    let isAccepted = inbox.withLock { inbox in
      guard !inbox.isClosed else { return false }
      inbox.commands.append(command)
      // Under the lock: once the inbox is closed, the multi handle is no more.
      curl_multi_wakeup(multi)
      return true
    }
    if !isAccepted, case .start(_, let continuation) = command { continuation.resume(returning: .failure(.shutDown)) }
  }

  /// Ends the thread and waits for it. Blocks.
  func stop() {
    submit(.stop)
    let started = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let started { pthread_join(started, nil) }
  }

  private func run() {
    var isStopping = false
    while !isStopping {
      for command in takeCommands(closing: false) {
        switch command {
        case .start(let transfer, let continuation): begin(transfer, continuation)
        case .cancel(let transfer): cancel(transfer)
        case .stop: isStopping = true
        }
      }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      finishDone()
      if !isStopping { curl_multi_poll(multi, nil, 0, 60_000, nil) }
    }
    close()
  }

  private func takeCommands(closing: Bool) -> [Command] {
    inbox.withLock { inbox in
      inbox.isClosed = closing
      defer { inbox.commands = [] }
      return inbox.commands
    }
  }

  private func begin(_ transfer: Transfer, _ continuation: Transfer.Continuation) {
    transfer.continuation = continuation
    guard !transfer.wasCancelled else { return end(transfer, .failure(.cancelled)) }
    guard let handle = idleHandles.popLast() ?? curl_easy_init() else {
      return end(transfer, .failure(TransportError(.other, "libcurl has no memory for another request")))
    }
    if let fault = transfer.prepare(handle, configuration) { return end(transfer, .failure(fault)) }
    running[ObjectIdentifier(transfer)] = transfer
    curl_multi_add_handle(multi, handle)
  }

  private func cancel(_ transfer: Transfer) {
    transfer.wasCancelled = true
    if running[ObjectIdentifier(transfer)] != nil { end(transfer, .failure(.cancelled)) }
  }

  private func finishDone() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      var code = CURLE_OK
      guard let handle = tokenform_done(message, &code) else { continue }
      var context: UnsafeMutableRawPointer?
      tokenform_get_pointer(handle, &context)
      if let transfer = Transfer.from(context) { end(transfer, transfer.result(code)) }
    }
  }

  private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, TransportError>) {
    if let handle = transfer.easy {
      var connections = 0
      tokenform_get_number(handle, CURLINFO_NUM_CONNECTS, &connections)
      counts.withLock { counts in
        counts.requests += 1
        counts.connectionsOpened += connections
        counts.bytesReceived += transfer.body.count
      }
      curl_multi_remove_handle(multi, handle)
      transfer.release()
      curl_easy_reset(handle)
      idleHandles.append(handle)
    }
    running[ObjectIdentifier(transfer)] = nil
    transfer.continuation?.resume(returning: result)
    transfer.continuation = nil
  }

  /// Ends everything and gives libcurl's memory back.
  private func close() {
    for case .start(_, let continuation) in takeCommands(closing: true) {
      continuation.resume(returning: .failure(.shutDown))
    }
    for transfer in Array(running.values) { end(transfer, .failure(.shutDown)) }
    idleHandles.forEach(curl_easy_cleanup)
    curl_multi_cleanup(multi)
  }
}
