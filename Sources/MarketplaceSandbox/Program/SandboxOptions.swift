package import CommandLineKit

/// How a sandbox is to be set up.
package struct SandboxOptions: Sendable {
  /// Where the account comes from.
  package enum Source: Sendable, Equatable {
    /// Sample data, the same every time.
    case sample(Sample)
    /// A seed file at this path.
    case file(String)
    /// The text of a seed.
    case json(String)
  }

  /// The size and the type of a sample account.
  package struct Sample: Sendable, Equatable {
    /// The number of tokens, the caller's among them.
    package var tokens = 25
    /// The number of modules in the catalogue.
    package var modules = 12
    /// The type of the account.
    var accountType = AccountType.client

    /// The sample account of a sandbox that is started without options, or one with this many tokens.
    package init(tokens: Int = 25) {
      self.tokens = tokens
    }
  }

  /// Where the account comes from.
  package var source = Source.sample(Sample())
  /// The port of 127.0.0.1 to listen on; 0 picks a free one.
  package var port = 0
  /// What callers have to send; its middle part is the id of the token that is calling.
  package var secret = SampleData.secret(of: SampleData.callerID)
  /// How long each response is held back.
  package var latencyMilliseconds = 0
  /// Where the state is written when the sandbox stops, in the shape of a seed.
  package var stateFile: String?
  /// Where each request is logged.
  package var logFile: String?
  /// The set of rules that ``rules`` starts from.
  var edition = PlatformRules.defaultEdition
  /// What the platform answers and refuses.
  package var rules = PlatformRules()
  /// How responses depart from the rules.
  package var misbehaviour = Misbehaviour()
  /// How many reads of a token still show its former values after a write.
  package var readLag = 0
  /// The faults, in the order in which they are tried.
  package var faults: [Fault] = []
  /// The seed of faults with a probability.
  package var faultSeed = 1
  /// What `throttle` answers as `Retry-After`; the word `date` means a date two seconds ahead.
  package var retryAfter = "1"

  /// The options of a sandbox that is started without any.
  package init() {}

  /// The options of a command line. Throws everything that is wrong with it.
  package init(arguments: [String]) throws(UsageError) {
    let parser = ArgumentParser(Self.general + Self.ruleOptions + Self.misbehaviourOptions + Self.faultOptions)
    // Rule options change single rules of the edition that `--answers` chooses, wherever that is on the line.
    edition = parser.parse(arguments, into: self).target.edition
    rules = PlatformRules(edition)
    let parsed = parser.parse(arguments, into: self)
    self = parsed.target
    var sentences = parsed.faults + parsed.operands.map { "unexpected operand \"\($0)\"" }
    let sampleNames = Self.sampleOptions.map(\.info.name)
    if parsed.given.contains("seed"), let other = sampleNames.first(where: parsed.given.contains) {
      sentences.append("--\(other) changes the sample account, and --seed replaces it: use one of the two")
    }
    for (name, value) in [("seed", seedFile), ("token", secret), ("state", stateFile), ("log", logFile)]
    where value?.isEmpty == true {
      sentences.append("--\(name) needs a value")
    }
    guard sentences.isEmpty else { throw UsageError(sentences) }
  }
}
