extension SandboxOption {
  /// Which answers the platform gives at all: see `PlatformRules`.
  static let edition = SandboxOption(
    "--answers", "current|older",
    "Answer as the API's page says, or as older documents show (\(PlatformRules.defaultEdition.rawValue))."
  ) { options, value throws(OptionError) in
    guard let edition = PlatformRules.Edition(rawValue: value) else {
      throw OptionError("--answers takes current or older, not \"\(value)\"")
    }
    options.rules = PlatformRules(edition)
  }

  static let rules = [
    edition,
    SandboxOption("--explicit-nulls", sets: \.rules.answersNulls, "Answer null members as null."),
    SandboxOption("--explicit-empties", sets: \.rules.answersEmpty, "Answer empty lists and texts as such."),
    SandboxOption("--audit-unasked", nil, "Answer audit without select.") { options, _ throws(OptionError) in
      options.rules.omittedByDefault.removeAll { $0 == "audit" }
    },
    SandboxOption(
      "--omit-always", "FIELD", repeatable: true,
      "Leave FIELD out of all tokens unless selected; name it in $meta."
    ) { options, value throws(OptionError) in
      options.rules.omittedByDefault.append(try field(value, of: "--omit-always", among: optionalFields))
    },
    SandboxOption("--omitted-in", "PLACE", "Where lists name what they omit: list, objects or both (both).") {
      options, value throws(OptionError) in
      guard let place = PlatformRules.OmittedPlace(rawValue: value) else {
        throw OptionError("--omitted-in takes list, objects or both, not \"\(value)\"")
      }
      options.rules.omittedPlace = place
    },
    SandboxOption("--open-catalogue", sets: \.rules.opensCatalogue, "Let every caller read the catalogue."),
    SandboxOption(
      "--groups-with-default", sets: \.rules.callsGroupsDefault, "Call a group's flag default, not isDefault."),
    SandboxOption("--groups-with-modules", sets: \.rules.groupsWithModules, "Answer groups with modules unasked."),
    SandboxOption(
      "--refuse-read-only", sets: \.rules.acceptsReadOnly, to: false,
      "Refuse a PUT of read-only members, whatever their values."),
    SandboxOption(
      "--unchecked-modules", sets: \.rules.checksModules, to: false, "Accept any module of the catalogue in a write."),
    SandboxOption(
      "--unlimited-texts", sets: \.rules.limitsTexts, to: false,
      "Accept names and descriptions of any length and characters."),
  ]
}
