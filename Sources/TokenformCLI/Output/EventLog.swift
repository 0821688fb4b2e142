import Dispatch
import FileAccess
import Glibc
import JSONText
import MarketplaceAPI
import PlanDocument
import Planning
import Locking
import TokenModel

/// What happens in a run, one line of JSON each, written as it happens. Documented in `docs/json.md`.
final class EventLog: Sendable {
  private let path: String
  private let mask: SecretMask
  private let file: FileDescriptor
  private let queue = DispatchQueue(label: "tokenform.events")
  private let loss = Locked(Loss())

  /// Why a line is missing, and whether that was reported.
  private struct Loss {
    var reason: String?
    var isReported = false
    /// Whether a flush was given up.
    var isStalled = false
  }

  /// Opens the file, to append to it. Throws if it cannot be opened, or is a pipe without a reader.
  init(appendingTo path: String, mask: SecretMask) throws(Diagnostic) {
    do throws(Errno) {
      file = try FileDescriptor(opening: path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK)
    } catch {
      throw .unwritable(path, error)
    }
    _ = fcntl(file.number, F_SETFL, O_APPEND)
    self.path = path
    self.mask = mask
    if Self.endsInALineCutShort(path) { try? file.writeAll([UInt8(ascii: "\n")]) }
  }

  /// Whether a run that was killed, or a full disk, left half a line. Of a pipe or a file that may not be read, nothing
  /// is known.
  private static func endsInALineCutShort(_ path: String) -> Bool {
    guard let status = try? FileStatus(following: path), status.kind == .regular, status.size > 0,
      let last = try? FileDescriptor(opening: path, O_RDONLY).readByte(at: status.size - 1)
    else { return false }
    return last != UInt8(ascii: "\n")
  }

  func record(_ event: Event) {
    let at = Timestamp.now()
    queue.async { [self] in
      var page = MaskedJSONWriter(mask: mask, layout: .compact)
      page.object { page in
        page.word("at", at)
        page.word("event", event.name)
        event.write(to: &page)
      }
      let line = page.bytes + [UInt8(ascii: "\n")]
      do throws(Errno) {
        try file.writeAll(line)
      } catch {
        loss.withLock { $0.reason = $0.reason ?? error.text }
      }
    }
  }

  /// How long the next flush waits at most. A run that has waited in vain only waits for what the reader of a pipe needs
  /// that came back meanwhile, so that its last line is not lost: five seconds in all.
  var patience: Duration { loss.withLock { $0.isStalled } ? .seconds(1) : .seconds(4) }

  /// Returns when everything recorded is written. A pipe that is not read does not delay the run for longer than the
  /// limit, and an interrupted run still writes its last events. Throws, once, if something is lost.
  ///
  /// - Parameter limit: Nil is ``patience``.
  func flush(within limit: Duration? = nil) async throws(Diagnostic) {
    let limit = limit ?? patience
    let isWritten = await Task { await Deadline.run(limit) { _ in await self.isWritten() } }.value
    if !isWritten {
      loss.withLock { loss in
        loss.reason = loss.reason ?? "it is a pipe that is not read, or a disk that does not respond"
        loss.isStalled = true
      }
    }
    try throwLoss()
  }

  /// Whether everything recorded is written or lost; false if the task is cancelled first.
  private func isWritten() async -> Bool { await runCancellable { [queue] in queue.sync { true } } ?? false }

  private func throwLoss() throws(Diagnostic) {
    let reason = loss.withLock { loss in
      defer { loss.isReported = loss.reason != nil }
      return loss.isReported ? nil : loss.reason
    }
    if let reason { throw .unwritable(path, reason) }
  }
}
