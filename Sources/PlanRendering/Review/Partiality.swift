import PlanDocument
import Planning
import TokenModel

/// What a partial plan leaves out, in words.
struct Partiality {
  private let narrowing: PlanNarrowing
  private let leftOut: LeftOutFigures?
  private let options: OptionNames

  /// Nil for a plan that covers all of the files.
  init?(_ plan: Plan, leftOut: LeftOutFigures?, _ options: OptionNames) {
    guard let narrowing = plan.narrowing else { return nil }
    self.narrowing = narrowing
    self.leftOut = leftOut
    self.options = options
  }

  /// Without full stops. Untrusted text goes through the gate that is given.
  ///
  /// - Parameter word: Shows an id.
  func sentences(_ word: (String) -> String) -> [String] {
    var sentences: [String] = []
    if !narrowing.targets.isEmpty || !narrowing.excluded.isEmpty {
      sentences.append(
        "Partial plan: \(narrowing.selected) of \(counted(narrowing.named, "token")) in the files"
          + "; \(narrowing.leftOut) left out by \(selection(word))")
    }
    if narrowing.isProposedOnly {
      sentences.append(
        (sentences.isEmpty ? "Partial plan: " : "") + "\(options[.proposedOnly]) leaves out drift"
          + (leftOut.map { " on \(counted($0.tokens, "token"))" } ?? "; there is none"))
    }
    if narrowing.isEndedOnly {
      sentences.append(
        (sentences.isEmpty ? "Partial plan: " : "") + "\(options[.endedOnly]) leaves out all but ended grants"
          + (leftOut.map { ", on \(counted($0.tokens, "token"))" } ?? "; there is nothing else"))
    }
    return sentences
  }

  private static let maximumIDs = 5

  private func selection(_ word: (String) -> String) -> String {
    [(options[.target], narrowing.targets), (options[.exclude], narrowing.excluded)].compactMap { option, ids in
      guard !ids.isEmpty else { return nil }
      return ids.list(upTo: Self.maximumIDs, separator: " ") { "\(option) \(word($0.rawValue))" }
    }.joined(separator: " ")
  }
}
