/// What a change of the files asks of a token's access, as far as the files alone can say.
package enum DesiredEffect: String, Sendable, CaseIterable {
  case widens, narrows, mixed, neutral
  /// Access may change: it depends on what the token holds, or on which module a name means.
  case unknown

  /// - Parameter isUncertain: Whether something may change access besides.
  init(widens: Bool, narrows: Bool, isUncertain: Bool) {
    switch Effect(widens: widens, narrows: narrows) {
    case .widens: self = .widens
    case .narrows: self = .narrows
    case .mixed: self = .mixed
    case .neutral: self = isUncertain ? .unknown : .neutral
    }
  }
}
