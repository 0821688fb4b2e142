import CommandLineKit

extension SandboxOptions {
  /// Where the account comes from, and how it is served.
  static let general: [Option<Self>] =
    [.text("seed", "FILE", \.seedFile, "Start from this account, in the API's JSON format")] + sampleOptions + [
      .number("port", in: 0...65535, \.port, "Listen on this port of 127.0.0.1 (0: a free one)"),
      .text(
        "token", "SECRET", \.secret, "The secret that callers must send (\(SampleData.secret(of: SampleData.callerID)))"
      ),
      .text("state", "FILE", \.stateFile, "On exit, write the account here, in the format of a seed"),
      .text("log", "FILE", \.logFile, "Append METHOD PATH STATUS for each request; 000 means no response"),
      .number("latency-ms", in: 0...600_000, \.latencyMilliseconds, "Delay each response by N milliseconds"),
    ]

  /// What the sample account consists of.
  static let sampleOptions: [Option<Self>] = [
    .number("tokens", in: 1...100_000, \.sample.tokens, "Serve a sample account with N tokens, 1 to 100000 (25)"),
    .number(
      "modules", in: 1...1000, \.sample.modules,
      "Give the sample account a catalogue of N modules, 1 to 1000 (\(Sample().modules))"),
    .choice(
      "account-type", "TYPE", \.sample.accountType, "Type of the sample account: Client, Vendor or Operations (Client)"),
  ]

  /// The path of ``Source/file(_:)``, if the account comes from a file.
  var seedFile: String? {
    get { if case .file(let path) = source { path } else { nil } }
    set { source = newValue.map(Source.file) ?? .sample(Sample()) }
  }

  /// The account of ``Source/sample(_:)``.
  var sample: Sample {
    get { if case .sample(let sample) = source { sample } else { Sample() } }
    set { source = .sample(newValue) }
  }
}
