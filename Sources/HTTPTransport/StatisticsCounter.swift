import CLibCurl
import Locking

/// Sums up the statistics of transfers that have ended.
final class StatisticsCounter: Sendable {
  private let total = Locked(HTTPClientStatistics())

  var current: HTTPClientStatistics { total.withLock { $0 } }

  func count(_ easy: EasyHandle) {
    let connections = easy.number(CURLINFO_NUM_CONNECTS)
    let bytes = easy.offset(CURLINFO_SIZE_DOWNLOAD_T)
    total.withLock { total in
      total.requests += 1
      total.connectionsOpened += connections
      total.bytesReceived += bytes
    }
  }
}
