import PlanDocument
import Planning
import TokenModel

/// What a plan that is not about all of the files leaves out, in words.
struct Partiality {
  private let narrowing: PlanNarrowing
  private let leftOut: DriftLeftOut?

  /// Nil for a plan that is about all of the files.
  init?(_ plan: Plan, leftOut: DriftLeftOut?) {
    guard let narrowing = plan.narrowing else { return nil }
    self.narrowing = narrowing
    self.leftOut = leftOut
  }

  /// Without full stops. Foreign text goes through the gate that is given.
  ///
  /// - Parameter word: Shows an id.
  func sentences(_ word: (String) -> String) -> [String] {
    var sentences: [String] = []
    if !narrowing.targets.isEmpty || !narrowing.excluded.isEmpty {
      sentences.append(
        "Partial plan: about \(narrowing.selected) of \(counted(narrowing.named, "token")) in the files"
          + "; \(narrowing.leftOut) left out by \(options(word))")
    }
    if narrowing.isProposedOnly {
      sentences.append(
        (sentences.isEmpty ? "Partial plan: " : "") + "--proposed-only leaves drift out"
          + (leftOut.map { ", on \(counted($0.tokens, "token"))" } ?? "; there is none"))
    }
    return sentences
  }

  private static let maximumIDs = 5

  private func options(_ word: (String) -> String) -> String {
    [("--target", narrowing.targets), ("--exclude", narrowing.excluded)].compactMap { option, ids in
      guard !ids.isEmpty else { return nil }
      let shown = ids.prefix(Self.maximumIDs).map { "\(option) \(word($0.rawValue))" }.joined(separator: " ")
      return shown + (ids.count > Self.maximumIDs ? " and \(ids.count - Self.maximumIDs) more" : "")
    }.joined(separator: " ")
  }
}
