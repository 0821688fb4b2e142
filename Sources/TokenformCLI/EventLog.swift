import Dispatch
import Glibc
import JSONText
import MarketplaceAPI
import Planning
import Locking
import TokenModel

/// What happens in a run, one line of JSON each, written as it happens. Documented in `docs/json.md`.
final class EventLog: Sendable {
  private let path: String
  private let mask: SecretMask
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "tokenform.events")
  private let fault = Locked<String?>(nil)

  /// Opens the file, to append to it. Throws where it cannot be opened, and where it is a pipe that nobody reads.
  init(appendingTo path: String, mask: SecretMask) throws(WriteFailure) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw WriteFailure(path) }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    self.path = path
    self.mask = mask
    if Self.endsInALineCutShort(path) { _ = FileWriting.writeAll([UInt8(ascii: "\n")], to: descriptor) }
  }

  deinit {
    close(descriptor)
  }

  /// Whether a run that was killed, or a full disk, left half a line. Of a pipe or a file that may not be read, nothing
  /// is known.
  private static func endsInALineCutShort(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return false }
    let reader = open(path, O_RDONLY | O_CLOEXEC)
    guard reader >= 0 else { return false }
    defer { close(reader) }
    var last: UInt8 = 0
    return pread(reader, &last, 1, status.st_size - 1) == 1 && last != UInt8(ascii: "\n")
  }

  func record(_ event: Event) {
    let at = Timestamp.now()
    queue.async { [self] in
      let members = [JSON.Member("at", .string(at)), JSON.Member("event", .string(event.name))] + event.members(mask)
      let line = JSON.object(members).encoded(.compact) + [UInt8(ascii: "\n")]
      if !FileWriting.writeAll(line, to: descriptor) {
        let reason = String(cString: strerror(errno))
        fault.withLock { $0 = $0 ?? reason }
      }
    }
  }

  /// Returns when all that was recorded is written: nil, or why something could not be.
  func flush() async -> WriteFailure? {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        continuation.resume(returning: fault.withLock { $0 }.map { WriteFailure(path, $0) })
      }
    }
  }
}

/// Something that happened.
enum Event: Sendable {
  case planned(PlanSummary, fingerprint: String?)
  case request(CallRecord)
  case ended(TokenResult)
  case finished(ApplyReport)

  var name: String {
    switch self {
    case .planned: "planned"
    case .request: "request"
    case .ended(let result): result.outcome.rawValue
    case .finished: "finished"
    }
  }

  func members(_ mask: SecretMask) -> [JSON.Member] {
    func text(_ name: String, _ text: String?) -> [JSON.Member] {
      text.map { [JSON.Member(name, .string(mask.masking($0)))] } ?? []
    }
    switch self {
    case .planned(let summary, let fingerprint):
      return [JSON.Member("update", .int(summary.update))] + text("fingerprint", fingerprint)
    case .request(let call):
      let milliseconds =
        call.duration.components.seconds * 1000 + call.duration.components.attoseconds / 1_000_000_000_000_000
      return text("address", call.address?.rawValue) + text("method", call.method) + text("url", call.url)
        + (call.status.map { [JSON.Member("status", .int($0))] } ?? [])
        + [JSON.Member("milliseconds", .int(Int(milliseconds))), JSON.Member("attempt", .int(call.attempt))]
        + text("trace_id", call.traceID) + text("failure", call.failure)
    case .ended(let result):
      return text("address", result.id.rawValue) + [JSON.Member("attempts", .int(result.attempts))]
        + text("message", result.message) + text("trace_id", result.traceID)
    case .finished(let report):
      return Outcome.allCases.map { JSON.Member($0.rawValue, .int(report.count($0))) }
    }
  }
}

/// The time as RFC 3339 in UTC, with milliseconds.
enum Timestamp {
  static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    func padded(_ number: some BinaryInteger, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
    let clock = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
    return "\(date)T\(clock).\(padded(time.tv_nsec / 1_000_000, 3))Z"
  }
}
