import Planning
import TokenModel

/// A place in the files, decoded from a saved plan, with what the files say there about a module.
struct DecodedSource: Decodable {
  let file: String
  let line: Int
  let column: Int
  let set: String?
  let setChange: String?
  let changedGroups: [String]?
  let until: String?
  let reason: String?

  enum CodingKeys: String, CodingKey {
    case file, line, column, set, until, reason
    case setChange = "set_change"
    case changedGroups = "changed_groups"
  }

  var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

  /// Throws if the end is not a day, or a word is not one of ours.
  func source() throws(SavedPlan.Fault) -> ModuleSource {
    ModuleSource(
      position: position, set: set, setChange: try setChange.map(read), changedGroups: changedGroups ?? [],
      until: try until.map(day), reason: reason.map { VerbatimText($0) })
  }

  private func read(_ word: String) throws(SavedPlan.Fault) -> ModuleSource.SetChange {
    guard let change = ModuleSource.SetChange(rawValue: word) else {
      throw SavedPlan.Fault(reason: "it changes a set in a way that this version does not know")
    }
    return change
  }
}

/// Throws if a text is not a day as our plans write it.
func day(_ text: String) throws(SavedPlan.Fault) -> CalendarDate {
  guard let day = CalendarDate(text) else { throw SavedPlan.Fault(reason: "it has an end that is not a date") }
  return day
}
