extension DesiredModule {
  /// Whether the last day of the grant is before a day, so that the entry counts as not listed.
  package func hasEnded(on day: CalendarDate) -> Bool {
    until.map { $0.value < day } ?? false
  }
}

extension [DesiredModule] {
  /// The entries that count on a day. An empty list means that all have ended, which no plan may ask for.
  package func inForce(on day: CalendarDate) -> [DesiredModule] {
    contains { $0.hasEnded(on: day) } ? filter { !$0.hasEnded(on: day) } : self
  }

  /// The last day on which any entry counts; nil if one has no end, or there is none.
  package var lastDay: CalendarDate? {
    let ends = compactMap(\.until?.value)
    return ends.count == count ? ends.max() : nil
  }
}
