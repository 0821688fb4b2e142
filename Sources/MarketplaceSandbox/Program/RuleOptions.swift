import CommandLineKit

extension SandboxOptions {
  /// How the platform answers where the sources about it disagree: see ``PlatformRules``.
  static let ruleOptions: [Option<Self>] = [
    .choice(
      "answers", "EDITION", \.edition,
      "Answer as the API's page says (current) or as older documents show (older); \(PlatformRules.defaultEdition) is the default"
    ),
    .flag("explicit-nulls", \.rules.answersNulls, "Answer null members as null"),
    .flag("explicit-empties", \.rules.answersEmpty, "Answer empty lists and texts as such"),
    Option(OptionInfo("audit-unasked", "Answer audit without select")) { _, options throws(UsageError) in
      options.rules.omittedByDefault.removeAll { $0 == "audit" }
    },
    .choices(
      "omit-always", "FIELD", among: optionalFields, \.rules.omittedByDefault,
      "Leave FIELD out of all tokens unless selected, and name it in $meta; may be given several times"),
    .choice(
      "omitted-in", "PLACE", \.rules.omittedPlace, "Where lists name what they omit: list, objects or both (both)"),
    .flag("open-catalogue", \.rules.opensCatalogue, "Let every caller read the catalogue"),
    .flag("groups-with-default", \.rules.callsGroupsDefault, "Call a group's flag default, not isDefault"),
    .flag("groups-with-modules", \.rules.groupsWithModules, "Answer groups with their modules without select"),
    .flag(
      "refuse-read-only", \.rules.acceptsReadOnly, to: false, "Refuse a PUT of read-only members, whatever their values"
    ),
    .flag("unchecked-modules", \.rules.checksModules, to: false, "Accept any module of the catalogue in a write"),
    .flag(
      "unlimited-texts", \.rules.limitsTexts, to: false, "Accept names and descriptions of any length and characters"),
  ]

  /// Every property of a token but its id.
  static let optionalFields = Array(StoredToken.properties.dropFirst())
}
