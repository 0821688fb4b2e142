import TokenModel

/// What came of reading a desired token, and of a first comparison.
enum ComparedReading: Sendable {
  /// The token holds what the files ask; its account is all that is looked at from here on.
  case holding(Account?)
  /// The token differs, or was not read, or only the catalogue can tell.
  /// Indirect: a reading is large, and of most tokens there is none.
  indirect case open(TokenReading)

  /// The token, where something is left to find out of it.
  var open: LiveToken? {
    if case .open(.found(let token)) = self { token } else { nil }
  }
}

/// A stretch of the desired tokens, compared as soon as it was read. Of a token that holds what the files ask next to
/// nothing is kept, so that memory and the work that is left grow with what differs.
struct ComparedBatch: Sendable {
  private(set) var readings: [ComparedReading] = []
  /// The names that the tokens carry of their modules.
  private(set) var moduleNames: ModuleNames = [:]

  init(_ desired: ArraySlice<DesiredToken>, _ readings: [TokenReading]) {
    guard readings.count == desired.count else {
      self.readings = desired.map { _ in .open(.failed(.notAnswered)) }
      return
    }
    self.readings.reserveCapacity(readings.count)
    for (token, reading) in zip(desired, readings) {
      switch reading {
      case .found(let live) where live.id == token.id:
        moduleNames.learn(from: live)
        self.readings.append(token.isHeld(by: live) ? .holding(live.account) : .open(reading))
      case .found: self.readings.append(.open(.failed(.notAnswered)))
      case .missing, .failed: self.readings.append(.open(reading))
      }
    }
  }
}

extension CallFailure {
  fileprivate static let notAnswered = CallFailure(
    .refused, call: "reading", message: "the reader did not say what became of the token")
}

extension DesiredToken {
  /// Whether a live token holds all that the files ask, as far as that can be told without the catalogue.
  fileprivate func isHeld(by live: LiveToken) -> Bool {
    live.status != .deleted
      && TextField.allCases.allSatisfy { Self.isHeld(texts[$0], by: live.texts[$0]) }
      && (modules.map { wanted in live.modules.value.map { wanted.value.areHeld(by: $0) } ?? false } ?? true)
  }

  private static func isHeld(_ wanted: Located<VerbatimText?>?, by live: Fetched<VerbatimText?>) -> Bool {
    guard let wanted else { return true }
    guard case .known(let held) = live else { return false }
    return meanTheSame(held, wanted.value)
  }
}

extension [DesiredModule] {
  /// Whether each is among the live modules with the filters that are asked for, and each of those is among these.
  fileprivate func areHeld(by live: [LiveModule]) -> Bool {
    guard count == live.count else { return false }
    return indices.allSatisfy { index in
      guard case .id(let id) = self[index].reference, let held = live.first(near: index, where: { $0.id == id }),
        first(near: index, where: { $0.reference == .id(live[index].id) }) != nil
      else { return false }
      return self[index].filters.map { held.filters == .known($0.value) } ?? true
    }
  }
}

extension Array {
  /// Looks at one place first, since lists mostly stand in the same order here and there.
  fileprivate func first(near index: Int, where matches: (Element) -> Bool) -> Element? {
    matches(self[index]) ? self[index] : first(where: matches)
  }
}
