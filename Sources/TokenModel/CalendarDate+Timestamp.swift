extension CalendarDate {
  /// The day of a time in UTC as the platform and the clock write it (`2026-11-20T08:12:00.000Z`); nil for a text that does
  /// not begin with a day.
  package init?(timestamp: String) {
    self.init(timestamp.prefix { $0 != "T" })
  }

  /// The number of days from another day to this one; negative if this one is earlier.
  package func days(since other: CalendarDate) -> Int { dayNumber - other.dayNumber }
}
