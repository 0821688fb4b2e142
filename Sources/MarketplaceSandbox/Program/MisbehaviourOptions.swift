import CommandLineKit

extension SandboxOptions {
  /// How responses depart from the rules: see ``Misbehaviour``.
  static let misbehaviourOptions: [Option<Self>] = [
    .flag("reject-select", \.misbehaviour.rejectsSelect, "Refuse any select with 400"),
    .flag(
      "reject-subtractive-select", \.misbehaviour.rejectsSubtractiveSelect, "Refuse a select with a minus sign with 400"
    ),
    .choice("reject-lists", "400|403", \.misbehaviour.rejectsLists, "Refuse lists of tokens with this status"),
    .flag("redirect-lists", \.misbehaviour.redirectsLists, "Answer lists of tokens with 302"),
    .flag("ignore-filters", \.misbehaviour.ignoresFilters, "List all tokens, whatever the filter"),
    .choices(
      "omit", "FIELD", among: optionalFields, \.misbehaviour.omitted,
      "Leave FIELD out of lists of tokens unless selected, and name it in $meta; may be given several times"),
    .choices(
      "omit-silently", "FIELD", among: optionalFields, \.misbehaviour.omittedSilently,
      "Leave FIELD out of lists of tokens without naming it; may be given several times"),
    .flag(
      "lists-without-filters", \.misbehaviour.listsWithoutFilters,
      "Leave filters out of the modules in lists of tokens"),
    .flag("null-total", \.misbehaviour.nullTotal, "Answer null as the total of lists"),
    .number(
      "total", in: 0...1_000_000_000_000_000_000, \.misbehaviour.total,
      "Answer N as the total of lists, whatever there is"),
    .flag(
      "endless-pages", \.misbehaviour.endlessPages,
      "After the last page of a list, answer one more object on each page, without end"),
    .number("page-cap", in: 1...100, \.misbehaviour.pageCap, "Cap the limit of lists to N"),
    .flag("short-pages", \.misbehaviour.shortPages, "Fill only half a page where more match"),
    .flag("no-revision", \.misbehaviour.withoutRevision, "Leave the revision of tokens out"),
    .flag("unknown-members", \.misbehaviour.unknownMembers, "Add members to responses that no schema knows"),
    .texts(
      "unknown-filter", "ID", \.misbehaviour.unknownFilters,
      "Give a token, or a module on all tokens, a group.sellers filter; may be given several times"),
    .flag("normalise-text", \.misbehaviour.normalisesText, "Store texts without blanks at the ends"),
    .choices(
      "drop-writes", "FIELD", among: ["name", "description", "icon", "modules", "extensions"],
      \.misbehaviour.droppedWrites, "Accept a PUT of FIELD and do not store it; may be given several times"),
    .flag("empty-for-null", \.misbehaviour.emptyForNull, "Answer \"\" for texts that are null"),
    .flag("minimal-put-answers", \.misbehaviour.minimalPutAnswers, "Answer a PUT with id and revision alone"),
    .flag("errors-as-list", \.misbehaviour.errorsAsList, "Answer errors as a list instead of an object"),
    .number("read-lag", in: 1...1000, \.readLag, "After a write, let N reads of the token show its former values"),
  ]

  /// What happens to single requests: see ``Fault``.
  static let faultOptions: [Option<Self>] = [
    Option(
      OptionInfo(
        "fault", placeholder: "FAULT", isRepeatable: true,
        "Let requests meet a fault, see below; may be given several times")
    ) { text, options throws(UsageError) in options.faults.append(try Fault(text)) },
    .number("fault-seed", in: 0...Int.max, \.faultSeed, "The seed of faults with a probability (1)"),
    Option(
      OptionInfo("retry-after", placeholder: "VALUE", "Retry-After of throttle; date means a date 2 s ahead (1)")
    ) { text, options throws(UsageError) in
      guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw UsageError("--retry-after takes printable ASCII")
      }
      options.retryAfter = text
    },
  ]
}
