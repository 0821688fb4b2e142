import Planning
import TokenModel

/// Whether a plan can be applied, or what became of it, and what a reader does next.
struct Verdict {
  enum Tone {
    case good, careful, bad
  }

  let tone: Tone
  let headline: String
  var next: [String] = []
  /// The command that goes on from here.
  var command: String?
  var fingerprint: String?

  init(of subject: RenderedSubject, mask: SecretMask) {
    let plan = subject.plan
    fingerprint = plan.fingerprint
    if let report = subject.report {
      let page = TextPage(style: .plain, mask: mask)
      next = [page.outcomeCounts(of: report)] + (report.ending.map { [$0.explanation] } ?? [])
      if report.isConverged {
        (tone, headline) = (.good, "Applied: every token holds what the files ask")
      } else {
        let open = report.results.count { !$0.outcome.isDone }
        (tone, headline) = (.bad, "Not everything was applied: \(counted(open, "token")) left")
        next.append(TextPage.advice)
        fingerprint = plan.left(after: report).fingerprint
        if fingerprint != nil { next.append("The fingerprint below is that of what is left.") }
      }
    } else if let obstacle = TextPage(style: .plain, mask: mask).obstacle(of: plan) {
      (tone, headline) = (.bad, obstacle.hasSuffix(".") ? String(obstacle.dropLast()) : obstacle)
      next = ["See what is wrong below, put it right, and plan again."]
    } else if !plan.refusals.isEmpty {
      tone = .bad
      headline = subject.isRefused ? "Refused: nothing was written" : "Apply would refuse this"
      next = ["See below why, and what lets it through."]
    } else if plan.changes.isEmpty {
      (tone, headline) = (.good, "Nothing to do")
      next = [TextPage(style: .plain, mask: mask).contentment(with: plan)]
    } else {
      tone = .careful
      headline =
        subject.isDryRun ? "Dry run: nothing was sent" : "\(counted(plan.changes.count, "token")) would change"
      next = [
        Self.effects(of: plan.changes)
          + " If that is right, apply exactly this, from the same files with the same options:"
      ]
    }
    if subject.report == nil, !plan.changes.isEmpty, plan.refusals.isEmpty, let fingerprint {
      command = "tokenform apply --approve \(fingerprint)"
    }
  }

  private static func effects(of changes: [TokenChange]) -> String {
    let effects = changes.map(\.effect)
    let counts: [(Int, String)] = [
      (effects.count { $0 == .widens }, "can do more"),
      (effects.count { $0 == .narrows }, "can do less"),
      (effects.count { $0 == .mixed }, "can do more and less"),
      (effects.count { $0 == .neutral }, "with access unchanged"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.joined(separator: ", ") + "."
  }
}

extension RenderedSubject {
  fileprivate var isRefused: Bool { if case .planToApply = self { true } else { false } }
  fileprivate var isDryRun: Bool { if case .dryRun = self { true } else { false } }
}
