import PlanDocument
import Planning
import TokenModel

/// Several plans with what is said of each in a line: the totals and the fingerprint by account.
struct PlanOverview {
  struct Row {
    let path: String
    let review: PlanReview

    var accounts: [Account] { review.plan.accounts }

    /// In a few words, whether the plan can be applied, and whether it covers only a part of the files.
    var verdict: String { words + (review.plan.narrowing == nil ? "" : " (partial plan)") }

    private var words: String {
      switch review.verdict {
      case .incomplete, .notApplied, .notApplicable: "cannot be applied"
      case .refused: "apply would refuse it"
      case .noChanges: "no changes"
      case .changes: "can be applied"
      case .applied, .notAllApplied: ""
      }
    }
  }

  let rows: [Row]
  /// Tokens to update in all plans.
  let update: Int
  /// Changes of access in all plans.
  let access: AccessTally

  init(_ plans: [NamedPlan], _ options: OptionNames) {
    rows = plans.map { Row(path: $0.path, review: PlanReview(.plan($0.plan), options)) }
    update = rows.reduce(0) { $0 + $1.review.update.total }
    access = rows.reduce(into: AccessTally()) { $0 += $1.review.planned }
  }

  /// Such as `5 tokens to update in 2 plans: 1 grant, 2 revocations, 0 filter changes`.
  var sentence: String {
    "\(counted(update, "token")) to update in \(counted(rows.count, "plan")): "
      + access.text
  }

  /// The counts of access as columns; extensions only if one of the plans changes some.
  var columns: [(title: StaticString, count: (AccessTally) -> String)] {
    var columns: [(title: StaticString, count: (AccessTally) -> String)] = [
      ("Grants", { "\($0.grants.total)" }), ("Revocations", { "\($0.revocations.total)" }),
      ("Filter changes", { "\($0.refiltered.total)" }),
    ]
    if access.extensionsAdded.total + access.extensionsRemoved.total > 0 {
      columns.append(("Extensions", { "+\($0.extensionsAdded.total) −\($0.extensionsRemoved.total)" }))
    }
    return columns
  }
}
