import FoundationEssentials

/// The time as RFC 3339 in UTC, with milliseconds.
enum Timestamp {
  static func now() -> String { Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(.now) }
}
