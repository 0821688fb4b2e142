import CommandLineKit

extension SandboxOptions {
  /// How the platform answers where the sources about it disagree: see ``PlatformRules``.
  static let ruleOptions: [Option<Self>] = [
    .choice(
      "answers", "EDITION", \.edition,
      "Follow the API's page (current) or older documents (older); \(PlatformRules.defaultEdition) is the default"
    ),
    .flag("explicit-nulls", \.rules.answersNulls, "Return null members as null"),
    .flag("explicit-empties", \.rules.answersEmpty, "Return empty lists and texts"),
    Option(OptionInfo("audit-unasked", "Return audit without select")) { _, options throws(UsageError) in
      options.rules.omittedByDefault.removeAll { $0 == "audit" }
    },
    .choices(
      "omit-always", "FIELD", among: optionalFields, \.rules.omittedByDefault,
      "Omit FIELD from all tokens unless selected, and name it in $meta (repeatable)"),
    .choice(
      "omitted-in", "PLACE", \.rules.omittedPlace, "Where lists name omitted members: list, objects or both (both)"),
    .flag("open-catalogue", \.rules.opensCatalogue, "Let every caller read the catalogue"),
    .flag("groups-with-default", \.rules.callsGroupsDefault, "Name a group's flag default, not isDefault"),
    .flag("groups-with-modules", \.rules.groupsWithModules, "Return the modules of groups without select"),
    .flag(
      "refuse-read-only", \.rules.acceptsReadOnly, to: false, "Refuse a PUT of read-only members with any value"
    ),
    .flag("unchecked-modules", \.rules.checksModules, to: false, "Accept any module of the catalogue in a write"),
    .flag(
      "unlimited-texts", \.rules.limitsTexts, to: false,
      "Accept names and descriptions of any length and with any characters"),
  ]

  /// Every property of a token but its id.
  static let optionalFields = Array(StoredToken.properties.dropFirst())
}
