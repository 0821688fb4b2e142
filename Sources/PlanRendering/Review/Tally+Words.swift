import TokenModel
import PlanDocument
import Planning

extension Tally {
  /// `2 proposed, 1 drift`: what was proposed first; nil if no cause is known.
  var split: String? {
    guard hasCauses else { return nil }
    return Causes.inOrderOfReview.compactMap { all in causes[all].map { "\($0) \(all.words ?? "")" } }
      .joined(separator: ", ")
  }

  /// `3 grants (2 proposed, 1 drift)`.
  func counted(_ noun: String, _ verb: String? = nil) -> String {
    TokenModel.counted(total, noun) + (verb.map { " " + $0 } ?? "") + (split.map { " (\($0))" } ?? "")
  }
}

extension AccessTally {
  /// Each count with its noun, in the order in which every format has them. Extensions are named only if there are any.
  var counts: [String] {
    [grants.counted("grant"), revocations.counted("revocation"), refiltered.counted("filter change")]
      + extensionCounts.filter { $0.tally.total > 0 }.map { $0.tally.counted("extension", $0.verb) }
  }

  var extensionCounts: [(tally: Tally, verb: String)] { [(extensionsAdded, "added"), (extensionsRemoved, "removed")] }

  /// `1 grant, 2 revocations, 0 filter changes`.
  var text: String { counts.joined(separator: ", ") }
}

extension LeftOutFigures {
  /// `Drift on 2 tokens is left out: 1 grant, 1 revocation, 1 filter change`.
  var sentence: String { "\(lead)\(plainCounts.joined(separator: ", "))" }

  var lead: String {
    let tokens = TokenModel.counted(tokens, "token")
    return isDrift ? "Drift on \(tokens) is left out: " : "Left out on \(tokens): "
  }

  /// Beside the count of tokens to update: `2 drifted only`.
  var onlyCount: String { "\(onlyLeftOut) \(isDrift ? "drifted only" : "left out")" }

  /// The heading of what is left out.
  var title: String { isDrift ? "Drift" : "Other changes" }

  /// The counts without causes: of drift all have the same.
  var plainCounts: [String] {
    [
      counted(access.grants.total, "grant"), counted(access.revocations.total, "revocation"),
      counted(access.refiltered.total, "filter change"),
    ]
      + access.extensionCounts.filter { $0.tally.total > 0 }.map {
        "\(counted($0.tally.total, "extension")) \($0.verb)"
      }
  }
}
