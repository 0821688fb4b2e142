import Planning
import TokenModel

/// What to say about a plan without any change.
struct NothingToWrite {
  /// Whether every token matches the files, and nothing else needs attention.
  let isClean: Bool
  /// Without a full stop.
  let headline: String
  let sentences: [String]

  init(_ plan: Plan) {
    isClean = plan.leftOut.isEmpty && plan.noLongerManaged.isEmpty && plan.movedEnds.isEmpty
    let isSelected = plan.narrowing.map { $0.selected < $0.named } ?? false
    headline =
      !isClean
      ? "Nothing to write for this change" : isSelected ? "Nothing to do for the selected tokens" : "Nothing to do"
    var sentences: [String] = []
    switch plan.unchanged {
    case 0: break
    case 1: sentences.append("The \(isSelected ? "selected " : "")token matches the files.")
    default:
      sentences.append("All \(plan.unchanged) \(isSelected ? "selected " : "")tokens match the files.")
    }
    if !plan.leftOut.isEmpty {
      sentences = plan.unchanged == 0 ? [] : ["\(counted(plan.unchanged, "token")) unchanged."]
      let isEndedOnly = plan.narrowing?.isEndedOnly == true
      sentences.append(
        isEndedOnly
          ? "\(counted(plan.leftOut.count, "token")) with changes that are left out."
          : "\(counted(plan.leftOut.count, "token")) drifted.")
    }
    if !plan.noLongerManaged.isEmpty {
      let count = plan.noLongerManaged.count
      sentences.append("\(counted(count, "token")) \(count == 1 ? "is" : "are") no longer managed, wholly or in part.")
    }
    if let ends = EndTally(plan) { sentences.append("\(ends.words); nothing on the platform changes with that now.") }
    self.sentences = sentences
  }
}
