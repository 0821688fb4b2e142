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

  private init(_ name: String, sets flag: any WritableKeyPath<SandboxOptions, Bool> & Sendable, _ help: String) {
    self.init(name, nil, help) { options, _ throws(OptionError) in options[keyPath: flag] = true }
  }

  static let all = general + misbehaviour + faults

  static let general = [
    SandboxOption("--seed", "FILE", "Start from this account, JSON in the API's own shape.") {
      options, value throws(OptionError) in
      options.source = .file(value)
    },
    SandboxOption("--tokens", "N", "Make up an account with N tokens, 1 to 100000 (25).") {
      options, value throws(OptionError) in
      options.source = .madeUp(tokens: try number(value, of: "--tokens", in: 1...100_000))
    },
    SandboxOption("--port", "N", "Listen on this port of 127.0.0.1 (0: a free one).") {
      options, value throws(OptionError) in
      options.port = try number(value, of: "--port", in: 0...65535)
    },
    SandboxOption("--token", "SECRET", "What callers have to send (\(MadeUp.secret(of: MadeUp.callerID))).") {
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

  static let misbehaviour = [
    SandboxOption("--reject-select", sets: \.misbehaviour.rejectsSelect, "Refuse any select with 400."),
    SandboxOption("--reject-lists", "400|403", "Refuse lists of tokens with this status.") {
      options, value throws(OptionError) in
      guard value == "400" || value == "403" else { throw OptionError("--reject-lists takes 400 or 403") }
      options.misbehaviour.rejectsListsWith = value == "400" ? 400 : 403
    },
    SandboxOption("--redirect-lists", sets: \.misbehaviour.redirectsLists, "Answer lists of tokens with 302."),
    SandboxOption("--ignore-filters", sets: \.misbehaviour.ignoresFilters, "List all tokens, whatever the filter."),
    SandboxOption(
      "--omit", "FIELD", repeatable: true, "Leave FIELD out of lists of tokens unless selected; name it in $meta."
    ) { options, value throws(OptionError) in
      options.misbehaviour.omitted.append(try field(value, of: "--omit", among: optionalFields))
    },
    SandboxOption(
      "--omit-silently", "FIELD", repeatable: true, "Leave FIELD out of lists of tokens without a word."
    ) { options, value throws(OptionError) in
      options.misbehaviour.omittedSilently.append(try field(value, of: "--omit-silently", among: optionalFields))
    },
    SandboxOption(
      "--lists-without-filters", sets: \.misbehaviour.listsWithoutFilters,
      "Leave filters out of the modules in lists of tokens."),
    SandboxOption("--null-total", sets: \.misbehaviour.nullTotal, "Answer null as the total of lists."),
    SandboxOption("--page-cap", "N", "Cap the limit of lists of tokens to N.") { options, value throws(OptionError) in
      options.misbehaviour.pageCap = try number(value, of: "--page-cap", in: 1...100)
    },
    SandboxOption("--short-pages", sets: \.misbehaviour.shortPages, "Fill only half a page where more match."),
    SandboxOption("--no-revision", sets: \.misbehaviour.withoutRevision, "Leave the revision of tokens out."),
    SandboxOption(
      "--unknown-members", sets: \.misbehaviour.unknownMembers, "Add members to answers that no schema knows."),
    SandboxOption(
      "--unknown-filter", "ID", repeatable: true, "Give a token, or a module on all tokens, a group.sellers filter."
    ) { options, value throws(OptionError) in
      options.misbehaviour.unknownFilters.append(value)
    },
    SandboxOption("--normalise-text", sets: \.misbehaviour.normalisesText, "Store texts without blanks at the ends."),
    SandboxOption(
      "--drop-writes", "FIELD", repeatable: true, "Accept a PUT of FIELD and do not store it."
    ) { options, value throws(OptionError) in
      options.misbehaviour.droppedWrites.append(try field(value, of: "--drop-writes", among: writableFields))
    },
    SandboxOption("--empty-for-null", sets: \.misbehaviour.emptyForNull, "Answer \"\" for texts that are null."),
    SandboxOption(
      "--minimal-put-answers", sets: \.misbehaviour.minimalPutAnswers, "Answer a PUT with id and revision alone."),
    SandboxOption(
      "--errors-as-list", sets: \.misbehaviour.errorsAsList, "Answer errors as a list instead of an object."),
  ]

  static let faults = [
    SandboxOption("--fault", "FAULT", repeatable: true, "Let requests meet a fault, see below.") {
      options, value throws(OptionError) in
      options.faults.append(try Fault(value))
    },
    SandboxOption("--fault-seed", "N", "The seed of faults with a probability (1).") {
      options, value throws(OptionError) in
      options.faultSeed = UInt64(try number(value, of: "--fault-seed", in: 0...Int.max))
    },
    SandboxOption("--retry-after", "VALUE", "Retry-After of throttle; date means a date 2 s ahead (1).") {
      options, value throws(OptionError) in
      guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw OptionError("--retry-after takes printable ASCII")
      }
      options.retryAfter = value
    },
  ]

  private static let optionalFields = Array(StoredToken.properties.dropFirst())
  private static let writableFields = ["name", "description", "icon", "modules"]

  private static func number(
    _ value: String, of name: String, in range: ClosedRange<Int>
  ) throws(OptionError) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw OptionError("\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \"\(value)\"")
    }
    return number
  }

  private static func field(_ value: String, of name: String, among fields: [String]) throws(OptionError) -> String {
    guard fields.contains(value) else {
      throw OptionError(
        "\(name) takes \(fields.joined(separator: ", ")), not \"\(value)\"\(suggestion(for: value, among: fields))")
    }
    return value
  }
}
