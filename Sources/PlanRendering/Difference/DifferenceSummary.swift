import TokenModel
import PlanDocument
import Planning

/// The counts of a difference between two trees of files, in words.
struct DifferenceSummary {
  private let difference: FilesDifference
  private let tally: DifferenceTally

  init(_ difference: FilesDifference) {
    self.difference = difference
    tally = DifferenceTally(difference)
  }

  /// One line of counts about tokens, and one about what is asked of them if that is anything.
  var sentences: [String] {
    guard !difference.isEmpty else { return ["No difference: \(counted(difference.unchanged, "token")) unchanged."] }
    let tokens =
      "Difference: \(counted(tally.changed, "token")) changed, \(tally.added) newly managed, "
      + "\(tally.removed) no longer managed, \(unchanged)."
    return [tokens] + (details.isEmpty ? [] : ["Declared: " + details.joined(separator: ", ") + "."])
  }

  private var unchanged: String { "\(difference.unchanged) unchanged" }

  /// What is asked of modules, ends, extensions and protection; only what there is.
  var details: [String] {
    let counts: [(Int, String)] = [
      (tally.modulesAdded, "added"), (tally.modulesRemoved, "removed"), (tally.refiltered, "re-filtered"),
      (tally.prolonged, "prolonged"), (tally.madePermanent, "made permanent"),
    ]
    return counts.filter { $0.0 > 0 }.map { "\(counted($0.0, "module")) \($0.1)" }
      + (tally.unmatched > 0 ? ["\(tally.unmatched) entries that may be the same module by name and by id"] : [])
      + (tally.extensionsChanged > 0 ? ["extensions of \(counted(tally.extensionsChanged, "token")) changed"] : [])
      + (tally.protectionLifted > 0 ? ["\(counted(tally.protectionLifted, "token")) no longer protected"] : [])
  }

  /// How many tokens gain and lose access as asked; nil if none does.
  var effect: String? {
    let effects = tally.effects
    let words: [(DesiredEffect, String)] = [
      (.widens, "widens"), (.mixed, "both widens and narrows"), (.narrows, "narrows"), (.unknown, "may change"),
    ]
    let parts = words.compactMap { effect, verb in
      effects[effect].map { "\(verb) on \(counted($0, "token"))" }
    }
    return parts.isEmpty ? nil : "Declared access \(parts.joinedAsClauses)"
  }
}
