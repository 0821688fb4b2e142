/// What a change does to a token's access.
package enum Effect: String, Sendable {
  case widens, narrows, mixed, neutral

  init(widens: Bool, narrows: Bool) {
    self =
      switch (widens, narrows) {
      case (true, true): .mixed
      case (true, false): .widens
      case (false, true): .narrows
      case (false, false): .neutral
      }
  }
}
