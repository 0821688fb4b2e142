extension SandboxOption {
  static let misbehaviour = [
    SandboxOption("--reject-select", sets: \.misbehaviour.rejectsSelect, "Refuse any select with 400."),
    SandboxOption(
      "--reject-subtractive-select", sets: \.misbehaviour.rejectsSubtractiveSelect,
      "Refuse a select with a minus sign with 400."),
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
    SandboxOption("--total", "N", "Answer N as the total of lists, whatever there is.") {
      options, value throws(OptionError) in
      options.misbehaviour.total = try number(value, of: "--total", in: 0...1_000_000_000_000_000_000)
    },
    SandboxOption(
      "--endless-pages", sets: \.misbehaviour.endlessPages,
      "After the last page of a list, answer one more object on each page, for ever."),
    SandboxOption("--page-cap", "N", "Cap the limit of lists to N.") { options, value throws(OptionError) in
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
    SandboxOption("--read-lag", "N", "After a write, let N reads of the token show what it held before.") {
      options, value throws(OptionError) in
      options.readLag = try number(value, of: "--read-lag", in: 1...1000)
    },
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
}
