import Planning
import TokenModel

/// A place in the files, decoded from a saved plan, with what the files say there about a module.
struct DecodedSource: Decodable {
  let file: String
  let line: Int
  let column: Int
  let set: String?
  let until: String?
  let reason: String?

  var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

  /// Throws if the end is not a day.
  func source() throws(SavedPlan.Fault) -> ModuleSource {
    ModuleSource(position: position, set: set, until: try until.map(day), reason: reason.map { VerbatimText($0) })
  }
}

/// Throws if a text is not a day as our plans write it.
func day(_ text: String) throws(SavedPlan.Fault) -> CalendarDate {
  guard let day = CalendarDate(text) else { throw SavedPlan.Fault(reason: "it has an end that is not a date") }
  return day
}
