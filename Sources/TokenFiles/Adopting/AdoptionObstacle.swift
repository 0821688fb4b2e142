import TokenModel

/// Why a drift is not written into a file.
struct AdoptionObstacle: Error {
  /// A sentence without a full stop.
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  static func shared(by aliases: [SourcePosition]) -> AdoptionObstacle {
    let places = aliases.list(upTo: 3) { "\($0.file):\($0.line):\($0.column)" }
    return AdoptionObstacle("aliases at \(places) refer to the value that would be edited")
  }

  static func alias(_ what: String, anchor: SourcePosition) -> AdoptionObstacle {
    AdoptionObstacle(
      "\(what) comes from an alias of the anchor at \(anchor.file):\(anchor.line):\(anchor.column)")
  }

  static func merged(_ what: String, from key: SourcePosition) -> AdoptionObstacle {
    AdoptionObstacle("\(what) comes from a merge key (`<<`) at \(key.file):\(key.line):\(key.column)")
  }

  static func unsafe(_ what: String) -> AdoptionObstacle {
    AdoptionObstacle("\(what) is written in a way that cannot be edited safely")
  }
}
