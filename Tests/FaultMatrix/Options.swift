import Glibc

/// What the command line asks for.
struct Options {
  /// Everything that is drawn at random is drawn from this.
  var seed = 1
  /// How many seeds each fault at random is drawn with.
  var seeds = 3
  var kills = 200
  /// One run of each row with each command is enough.
  var isQuick = false
  /// The faults of the wire rather than those of the sandbox.
  var isWire = false
  /// The page that the tables are written into.
  var page: String?

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      if name == "--quick" {
        isQuick = true
        continue
      }
      if name == "--wire" {
        isWire = true
        continue
      }
      guard let value = rest.popFirst() else { throw RunFault(description: "\(name) needs a value") }
      switch (name, Int(value)) {
      case ("--seed", let number?) where number >= 0: seed = number
      case ("--seeds", let number?) where number > 0: seeds = number
      case ("--kills", let number?) where number >= 0: kills = number
      case ("--page", _): page = value
      default: throw RunFault(description: "\(name) \(value) is not understood")
      }
    }
  }
}

/// Says on standard error what is not as it has to be.
func complain(_ text: String) {
  let line = Array("\(text)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}
