import Glibc

/// A moment, in milliseconds since 1970.
package struct Timestamp: Sendable, Equatable {
  let milliseconds: Int

  /// A moment by its distance from 1970-01-01T00:00:00Z.
  package init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// The time of the system's clock.
  @Sendable package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  func advanced(bySeconds seconds: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }

  /// As the API writes it: `2026-11-20T08:12:00.000Z`.
  var text: String {
    let parts = parts
    let date = "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1))-\(padded(Int(parts.tm_mday)))"
    return "\(date)T\(time(parts)).\(padded(milliseconds % 1000, 3))Z"
  }

  /// As an HTTP header writes it: `Fri, 20 Nov 2026 08:12:00 GMT`.
  var httpDate: String {
    let parts = parts
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let date = "\(padded(Int(parts.tm_mday))) \(months[Int(parts.tm_mon)]) \(padded(Int(parts.tm_year) + 1900, 4))"
    return "\(days[Int(parts.tm_wday)]), \(date) \(time(parts)) GMT"
  }

  private var parts: tm {
    var seconds = milliseconds / 1000
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return parts
  }

  private func time(_ parts: tm) -> String {
    "\(padded(Int(parts.tm_hour))):\(padded(Int(parts.tm_min))):\(padded(Int(parts.tm_sec)))"
  }
}

/// `number` with leading zeros to at least `width` digits.
func padded(_ number: Int, _ width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
