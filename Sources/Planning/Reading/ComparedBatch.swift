import TokenModel

/// What came of reading a desired token, and of a first comparison.
enum ComparedReading: Sendable {
  /// The token holds what the files ask; its account is all that is looked at from here on.
  case holding(Account?)
  /// The token differs, or was not read, or only the catalogue can tell.
  /// Indirect: a reading is large, and of most tokens there is none.
  indirect case open(TokenReading)

  /// The account of a token that was read and is not deleted.
  var account: AccountID? {
    switch self {
    case .holding(let account): account?.id
    case .open(.found(let live)) where live.status != .deleted: live.account?.id
    case .open: nil
    }
  }

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
        self.readings.append(Self.holds(live, token) ? .holding(live.account) : .open(reading))
      case .found: self.readings.append(.open(.failed(.notAnswered)))
      case .missing, .failed: self.readings.append(.open(reading))
      }
    }
  }

  /// Whether a live token holds all that the files ask, as far as that can be told without the catalogue.
  private static func holds(_ live: LiveToken, _ desired: DesiredToken) -> Bool {
    live.status != .deleted && AskedToken(byID: desired).map { TokenDifference.isNone(from: live, to: $0) } ?? false
  }
}

extension CallFailure {
  fileprivate static let notAnswered = CallFailure(
    .refused, call: "reading", message: "the reader returned no result for the token")
}
