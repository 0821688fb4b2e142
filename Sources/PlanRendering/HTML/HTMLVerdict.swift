import PlanDocument
import Planning
import TokenModel

/// The verdict of a review as the page's head spells it, and what a reader does next.
struct HTMLVerdict {
  enum Tone {
    case good, careful, bad
  }

  let tone: Tone
  /// Without a full stop.
  let headline: String
  private(set) var next: [String] = []
  /// The command for the next step.
  private(set) var command: String?
  let fingerprint: String?

  init(_ review: PlanReview) {
    var fingerprint = review.fingerprint
    switch review.verdict {
    case .applied:
      (tone, headline) = (.good, "Applied: every token matches the plan")
      next = Self.outcome(review)
    case .notAllApplied(let open):
      (tone, headline) = (.bad, "Not everything was applied: \(counted(open, "token")) left")
      next = Self.outcome(review) + [EarlyExit.advice]
      fingerprint = review.fingerprintLeft
      if fingerprint != nil { next.append("The fingerprint below identifies the remaining changes.") }
    case .incomplete, .notApplied, .notApplicable:
      (tone, headline) = (.bad, review.verdict.blockingReason ?? "")
      next = ["Fix the errors below, and plan again."]
    case .refused:
      (tone, headline) = (.bad, review.isFinal ? "Refused: nothing was written" : "Apply would refuse this")
      next = ["Each reason below names the option that allows it."]
    case .noChanges:
      let nothing = NothingToWrite(review.plan)
      (tone, headline) = (nothing.isClean ? .good : .careful, nothing.headline)
      next = nothing.sentences
    case .changes:
      tone = .careful
      if case .dryRun = review.subject {
        headline = "Dry run: nothing was sent"
      } else {
        headline = "\(counted(review.update.total, "token")) would change"
      }
      next = [review.effects.sentence + "."]
    }
    self.fingerprint = fingerprint
    if let sentence = review.driftSentence { next.append(sentence + ".") }
    if let leftOut = review.leftOut { next.append(leftOut.sentence + ".") }
    if !review.plan.noLongerManaged.isEmpty, review.verdict != .noChanges {
      next.append("No longer managed, wholly or in part: \(counted(review.plan.noLongerManaged.count, "token")).")
    }
    if review.isApprovable, let fingerprint {
      next.append("If this is correct, apply exactly this plan, with the same files and options:")
      command = "tokenform apply \(review.options[.approve]) \(fingerprint)"
    }
  }

  private static func outcome(_ review: PlanReview) -> [String] {
    guard let report = review.report else { return [] }
    return [report.outcomeCounts] + (report.report.ending.map { [$0.explanation(review.options)] } ?? [])
  }
}
