/// How a sandbox is to be set up.
package struct SandboxOptions: Sendable {
  /// Where the account comes from.
  package enum Source: Sendable, Equatable {
    /// Made up, the same every time, with this many tokens.
    case madeUp(tokens: Int)
    case file(String)
    case json(String)
  }

  package var source = Source.madeUp(tokens: 25)
  /// 0 picks a free port.
  package var port = 0
  /// What callers have to present; its middle part is the id of the token that is calling.
  package var secret = MadeUp.secret(of: MadeUp.callerID)
  package var latencyMilliseconds = 0
  package var stateFile: String?
  package var logFile: String?
  package var misbehaviour = Misbehaviour()
  package var faults: [Fault] = []
  package var faultSeed: UInt64 = 1
  /// What `throttle` answers as `Retry-After`; the word `date` stands for a date two seconds ahead.
  package var retryAfter = "1"

  package init() {}

  /// Options as they stand on the command line.
  /// - Throws: `OptionError` for an option that there is not, or that has a value which it cannot have.
  package init(arguments: [String]) throws(OptionError) {
    var rest = arguments[...]
    var seen: Set<String> = []
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard argument.hasPrefix("--"), let option = SandboxOption.all.first(where: { $0.name == parts[0] }) else {
        let near = suggestion(for: parts[0], among: SandboxOption.all.map(\.name))
        throw OptionError("there is no option \"\(parts[0])\"\(near)")
      }
      if !seen.insert(option.name).inserted, !option.isRepeatable {
        throw OptionError("\(option.name) stands twice")
      }
      var value = ""
      if option.placeholder != nil {
        guard let given = parts.count == 2 ? parts[1] : rest.popFirst(), !given.isEmpty else {
          throw OptionError("\(option.name) needs a value")
        }
        value = given
      } else if parts.count == 2 {
        throw OptionError("\(option.name) takes no value")
      }
      try option.apply(&self, value)
    }
    if seen.isSuperset(of: ["--seed", "--tokens"]) {
      throw OptionError("--tokens makes up an account and --seed reads one: use one of the two")
    }
  }
}
