/// How long an answer's `Retry-After` asks to wait: seconds, or a date. Source: RFC 9110, 10.2.3 and 5.6.7.
package struct RetryAfter: Sendable, Equatable {
  /// At least zero, at most ``longest``.
  package let wait: Duration

  package static let longest = Duration.seconds(86_400)

  /// Takes the header's value; nil for what is neither a number of seconds in 64 bits nor an HTTP date.
  ///
  /// - Parameter now: In seconds since 1970, UTC. A date that is not behind it asks for no wait.
  package init?(_ value: String, now: Int64) {
    guard let asked = Self.seconds(value) ?? HTTPDate.seconds(of: value, now: now).map({ .seconds($0) - .seconds(now) })
    else { return nil }
    wait = min(max(asked, .zero), Self.longest)
  }

  private static func seconds(_ value: String) -> Duration? {
    guard value.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return Int64(value).map { .seconds($0) }
  }
}
