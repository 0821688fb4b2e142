import TokenModel

/// The result of reading a token and comparing it with its desired state.
enum ComparedReading: Sendable {
  /// The token matches the files; only its account is needed from here on.
  case matching(Account?)
  /// The token differs, could not be read, or can only be compared with the catalogue.
  /// Indirect, because a reading is large and most tokens have none.
  indirect case open(TokenReading)

  /// The account of a token that was read and is not deleted.
  var account: AccountID? {
    switch self {
    case .matching(let account): account?.id
    case .open(.found(let live)) where live.status != .deleted: live.account?.id
    case .open: nil
    }
  }

  /// The token, if it is still to be compared.
  var open: LiveToken? {
    if case .open(.found(let token)) = self { token } else { nil }
  }
}

/// A batch of tokens, compared as soon as it is read. For tokens that already match, only the account is kept, so memory
/// and remaining work grow with the number of differences.
struct ComparedBatch: Sendable {
  private(set) var readings: [ComparedReading] = []
  /// The names that the tokens carry of their modules.
  private(set) var moduleNames: ModuleNames = [:]

  /// - Parameter keepsAll: Whether tokens that match are kept as well.
  init(_ desired: ArraySlice<DesiredToken>, _ readings: [TokenReading], keepsAll: Bool = false) {
    guard readings.count == desired.count else {
      self.readings = desired.map { _ in .open(.failed(.notAnswered)) }
      return
    }
    self.readings.reserveCapacity(readings.count)
    for (token, reading) in zip(desired, readings) {
      switch reading {
      case .found(let live) where live.id == token.id:
        moduleNames.learn(from: live)
        self.readings.append(!keepsAll && Self.holds(live, token) ? .matching(live.account) : .open(reading))
      case .found: self.readings.append(.open(.failed(.notAnswered)))
      case .missing, .failed: self.readings.append(.open(reading))
      }
    }
  }

  /// Whether a live token matches the files, as far as that can be determined without the catalogue.
  private static func holds(_ live: LiveToken, _ desired: DesiredToken) -> Bool {
    live.status != .deleted && RequestedToken(byID: desired).map { TokenDifference.isNone(from: live, to: $0) } ?? false
  }
}

extension CallError {
  fileprivate static let notAnswered = CallError(
    .refused, call: "reading", message: "the reader returned no result for the token")
}
