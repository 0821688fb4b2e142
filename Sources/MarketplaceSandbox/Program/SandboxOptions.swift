/// How a sandbox is to be set up.
package struct SandboxOptions: Sendable {
  /// Where the account comes from.
  package enum Source: Sendable, Equatable {
    /// Made up, the same every time, with this many tokens and modules, and an account of this type.
    case sample(
      tokens: Int, modules: Int = SampleData.defaultModuleCount, accountType: String = SampleData.defaultAccountType)
    case file(String)
    case json(String)
  }

  package var source = Source.sample(tokens: 25)
  /// 0 picks a free port.
  package var port = 0
  /// What callers have to present; its middle part is the id of the token that is calling.
  package var secret = SampleData.secret(of: SampleData.callerID)
  package var latencyMilliseconds = 0
  package var stateFile: String?
  package var logFile: String?
  package var rules = PlatformRules()
  package var misbehaviour = Misbehaviour()
  /// How many reads of a token still show what it held before it was written.
  package var readLag = 0
  package var faults: [Fault] = []
  package var faultSeed: UInt64 = 1
  /// What `throttle` answers as `Retry-After`; the word `date` stands for a date two seconds ahead.
  package var retryAfter = "1"

  package init() {}

  /// Options as they stand on the command line.
  /// - Throws: `OptionError` for an option that there is not, or that has a value which it cannot have.
  package init(arguments: [String]) throws(OptionError) {
    var rest = arguments[...]
    var given: [(option: SandboxOption, value: String)] = []
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard argument.hasPrefix("--"), let option = SandboxOption.all.first(where: { $0.name == parts[0] }) else {
        let near = suggestion(for: parts[0], among: SandboxOption.all.map(\.name))
        throw OptionError("there is no option \"\(parts[0])\"\(near)")
      }
      if !option.isRepeatable, given.contains(where: { $0.option.name == option.name }) {
        throw OptionError("\(option.name) stands twice")
      }
      var value = ""
      if option.placeholder != nil {
        guard let next = parts.count == 2 ? parts[1] : rest.popFirst(), !next.isEmpty else {
          throw OptionError("\(option.name) needs a value")
        }
        value = next
      } else if parts.count == 2 {
        throw OptionError("\(option.name) takes no value")
      }
      given.append((option, value))
    }
    // The edition comes first: the other options change single rules of it.
    let isEdition = { (option: SandboxOption) in option.name == SandboxOption.edition.name }
    for (option, value) in given where isEdition(option) { try option.apply(&self, value) }
    for (option, value) in given where !isEdition(option) { try option.apply(&self, value) }
    let names = given.map(\.option.name)
    if names.contains("--seed"), let other = SandboxOption.madeUpAccount.first(where: { names.contains($0.name) }) {
      throw OptionError("\(other.name) makes up an account and --seed reads one: use one of the two")
    }
  }

  /// Changes the account that is made up.
  mutating func makeUp(tokens: Int? = nil, modules: Int? = nil, accountType: String? = nil) {
    var present = (tokens: 25, modules: SampleData.defaultModuleCount, accountType: SampleData.defaultAccountType)
    if case .sample(let tokens, let modules, let type) = source { present = (tokens, modules, type) }
    source = .sample(
      tokens: tokens ?? present.tokens, modules: modules ?? present.modules,
      accountType: accountType ?? present.accountType)
  }
}
