import CommandLineKit

extension SandboxOptions {
  /// How responses depart from the rules: see ``Misbehaviour``.
  static let misbehaviourOptions: [Option<Self>] = [
    .flag("reject-select", \.misbehaviour.rejectsSelect, "Refuse any select with 400"),
    .flag(
      "reject-subtractive-select", \.misbehaviour.rejectsSubtractiveSelect, "Refuse a select with a minus sign with 400"
    ),
    .choice("reject-lists", "400|403", \.misbehaviour.rejectsLists, "Refuse lists of tokens with this status"),
    .flag("redirect-lists", \.misbehaviour.redirectsLists, "Return 302 for lists of tokens"),
    .flag("ignore-filters", \.misbehaviour.ignoresFilters, "List all tokens, whatever the filter"),
    .choices(
      "omit", "FIELD", among: optionalFields, \.misbehaviour.omitted,
      "Omit FIELD from lists of tokens unless selected, and name it in $meta (repeatable)"),
    .choices(
      "omit-silently", "FIELD", among: optionalFields, \.misbehaviour.omittedSilently,
      "Omit FIELD from lists of tokens without naming it (repeatable)"),
    .flag(
      "lists-without-filters", \.misbehaviour.listsWithoutFilters,
      "Omit the filters of modules in lists of tokens"),
    .flag("null-total", \.misbehaviour.nullTotal, "Return null as the total of lists"),
    .number(
      "total", in: 0...1_000_000_000_000_000_000, \.misbehaviour.total,
      "Return N as the total of all lists"),
    .flag(
      "endless-pages", \.misbehaviour.endlessPages,
      "After the last page of a list, return one more object per page, without end"),
    .number("page-cap", in: 1...100, \.misbehaviour.pageCap, "Cap the limit of lists at N"),
    .flag("short-pages", \.misbehaviour.shortPages, "Fill only half a page if more objects match"),
    .flag("no-revision", \.misbehaviour.withoutRevision, "Omit the revision of tokens"),
    .flag("unknown-members", \.misbehaviour.unknownMembers, "Add members to responses that are in no schema"),
    .texts(
      "unknown-filter", "ID", \.misbehaviour.unknownFilters,
      "Give a token, or a module on all tokens, a group.sellers filter (repeatable)"),
    .flag("normalise-text", \.misbehaviour.normalisesText, "Store texts without leading and trailing blanks"),
    .choices(
      "drop-writes", "FIELD", among: ["name", "description", "icon", "modules", "extensions"],
      \.misbehaviour.droppedWrites, "Accept a PUT of FIELD without storing it (repeatable)"),
    .flag("empty-for-null", \.misbehaviour.emptyForNull, "Return \"\" for texts that are null"),
    .flag("minimal-put-answers", \.misbehaviour.minimalPutAnswers, "Return only id and revision after a PUT"),
    .flag("errors-as-list", \.misbehaviour.errorsAsList, "Return errors as a list instead of an object"),
    .number("read-lag", in: 1...1000, \.readLag, "After a write, return the previous values in N reads of the token"),
  ]

  /// What happens to single requests: see ``Fault``.
  static let faultOptions: [Option<Self>] = [
    Option(
      OptionInfo(
        "fault", placeholder: "FAULT", isRepeatable: true,
        "Inject a fault into requests, see below (repeatable)")
    ) { text, options throws(UsageError) in options.faults.append(try Fault(text)) },
    .number("fault-seed", in: 0...Int.max, \.faultSeed, "Seed of faults with a probability (1)"),
    Option(
      OptionInfo(
        "retry-after", placeholder: "VALUE", "Retry-After of the fault throttle; date means a date 2 s ahead (1)")
    ) { text, options throws(UsageError) in
      guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw UsageError("--retry-after takes printable ASCII")
      }
      options.retryAfter = text
    },
  ]
}
