package import TokenModel

/// What a change of the files does to the last day of a grant.
package enum EndChange: Sendable, Hashable {
  /// A later day.
  case prolonged(from: CalendarDate, to: CalendarDate)
  /// No end any more.
  case madePermanent(from: CalendarDate)
  /// An earlier day.
  case shortened(from: CalendarDate, to: CalendarDate)
  /// An end where there was none.
  case limited(to: CalendarDate)

  /// The change from one last day to another, nil being no end; nil if they are the same.
  package init?(from before: CalendarDate?, to after: CalendarDate?) {
    switch (before, after) {
    case (let before?, let after?) where before < after: self = .prolonged(from: before, to: after)
    case (let before?, let after?) where after < before: self = .shortened(from: before, to: after)
    case (let before?, nil): self = .madePermanent(from: before)
    case (nil, let after?): self = .limited(to: after)
    default: return nil
    }
  }
}
