/// One option of the command line: how it is written, what it does, what the help says of it.
struct SandboxOption: Sendable {
  let name: String
  /// What stands for the value in the help; nil for an option without one.
  let placeholder: String?
  let help: String
  let isRepeatable: Bool
  let apply: @Sendable (inout SandboxOptions, String) throws(OptionError) -> Void

  init(
    _ name: String, _ placeholder: String? = nil, repeatable: Bool = false, _ help: String,
    _ apply: @escaping @Sendable (inout SandboxOptions, String) throws(OptionError) -> Void
  ) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
    self.apply = apply
    isRepeatable = repeatable
  }

  init(
    _ name: String, sets flag: any WritableKeyPath<SandboxOptions, Bool> & Sendable, to value: Bool = true,
    _ help: String
  ) {
    self.init(name, nil, help) { options, _ throws(OptionError) in options[keyPath: flag] = value }
  }

  static let all = general + rules + misbehaviour + faults

  /// What an account is made up of.
  static let madeUpAccount = [
    SandboxOption("--tokens", "N", "Make up an account with N tokens, 1 to 100000 (25).") {
      options, value throws(OptionError) in
      options.makeUp(tokens: try number(value, of: "--tokens", in: 1...100_000))
    },
    SandboxOption("--modules", "N", "Make up a catalogue of N modules, 1 to 1000 (\(SampleData.defaultModuleCount)).") {
      options, value throws(OptionError) in
      options.makeUp(modules: try number(value, of: "--modules", in: 1...1000))
    },
    SandboxOption("--account-type", "TYPE", "The account is a Client, a Vendor or Operations (Client).") {
      options, value throws(OptionError) in
      options.makeUp(accountType: try field(value, of: "--account-type", among: Module.everyAccountType))
    },
  ]

  static let general =
    [
      SandboxOption("--seed", "FILE", "Start from this account, JSON in the API's own shape.") {
        options, value throws(OptionError) in
        options.source = .file(value)
      }
    ] + madeUpAccount + [
      SandboxOption("--port", "N", "Listen on this port of 127.0.0.1 (0: a free one).") {
        options, value throws(OptionError) in
        options.port = try number(value, of: "--port", in: 0...65535)
      },
      SandboxOption("--token", "SECRET", "What callers have to send (\(SampleData.secret(of: SampleData.callerID))).") {
        options, value throws(OptionError) in
        options.secret = value
      },
      SandboxOption("--state", "FILE", "On the way out, write the state here, in the shape of a seed.") {
        options, value throws(OptionError) in
        options.stateFile = value
      },
      SandboxOption("--log", "FILE", "Append METHOD PATH STATUS for each request; 000 was never answered.") {
        options, value throws(OptionError) in
        options.logFile = value
      },
      SandboxOption("--latency-ms", "N", "Hold each answer back for N milliseconds.") {
        options, value throws(OptionError) in
        options.latencyMilliseconds = try number(value, of: "--latency-ms", in: 0...600_000)
      },
    ]

  static let optionalFields = Array(StoredToken.properties.dropFirst())
  static let writableFields = ["name", "description", "icon", "modules", "extensions"]

  static func number(
    _ value: String, of name: String, in range: ClosedRange<Int>
  ) throws(OptionError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw OptionError("\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \"\(value)\"")
    }
    return number
  }

  static func field(_ value: String, of name: String, among fields: [String]) throws(OptionError) -> String {
    guard fields.contains(value) else {
      throw OptionError(
        "\(name) takes \(fields.joined(separator: ", ")), not \"\(value)\"\(suggestion(for: value, among: fields))")
    }
    return value
  }
}
