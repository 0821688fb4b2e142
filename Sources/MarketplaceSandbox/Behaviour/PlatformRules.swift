/// How the platform shapes its answers and what it refuses, where the sources about it disagree.
package struct PlatformRules: Sendable, Hashable {
  /// A set of rules with a name, as `--answers` takes it.
  package enum Edition: String, Sendable, CaseIterable {
    /// What the page about the API says.
    case current
    /// What older documents and the first clients show.
    case older
  }

  /// Where the names of omitted members are listed.
  package enum OmittedPlace: String, Sendable, CaseIterable {
    case list, objects, both
  }

  /// The edition that holds unless an option names another.
  package static let defaultEdition = Edition.current

  /// Null members are answered as null; otherwise they are left out.
  package var answersNulls = false
  /// Empty lists, objects and texts are answered; otherwise they are left out.
  package var answersEmpty = false
  /// Members of a token that no answer has unless `select` asks for them.
  package var omittedByDefault = ["audit"]
  /// Where lists name what they omit. A single object always names it in its own `$meta`.
  package var omittedPlace = OmittedPlace.both
  /// Every caller may read the catalogue of modules, not only Operations.
  package var opensCatalogue = false
  /// Every caller sees the tokens of all accounts, and no caller sees deleted ones.
  package var showsAllAccounts = false
  /// The flag of a default group is called `default` instead of `isDefault`.
  package var callsGroupsDefault = false
  /// Groups come with their modules unasked.
  package var groupsWithModules = false
  /// A PUT takes read-only members that have their present values.
  package var acceptsReadOnly = true
  /// Modules that a write names have to be in the account's default group, and open to be granted.
  package var checksModules = true
  /// Names and descriptions have a greatest length, and names a set of characters.
  package var limitsTexts = true

  /// The rules of an edition.
  package init(_ edition: Edition = defaultEdition) {
    guard edition == .older else { return }
    answersNulls = true
    answersEmpty = true
    omittedByDefault = ["lastAccessAt"]
    omittedPlace = .objects
    opensCatalogue = true
    showsAllAccounts = true
    callsGroupsDefault = true
    groupsWithModules = true
    acceptsReadOnly = false
    checksModules = false
    limitsTexts = false
  }

  /// The value as an answer has it; nil if it is left out.
  func shown(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .null: return answersNulls ? value : nil
    case .string(let text): return text.isEmpty && !answersEmpty ? nil : value
    case .array(let elements):
      let shown = elements.compactMap(shown)
      return shown.isEmpty && !answersEmpty ? nil : .array(shown)
    case .object(let object):
      let members = object.members.compactMap { member in shown(member.value).map { (member.name, $0) } }
      return members.isEmpty && !answersEmpty ? nil : .members(members)
    case .bool, .number: return value
    }
  }
}
