import PlanDocument
import Planning
import TokenModel

/// The overall result of a plan or a run: whether it can be applied, and what was written.
enum Verdict: Equatable {
  /// Something that the plan is about could not be read.
  case incomplete(errors: Int)
  /// The run ended before the plan was applied.
  case notApplied(errors: Int)
  /// The plan has errors.
  case notApplicable(errors: Int)
  /// Guards refuse it; an apply has refused it where ``PlanReview/isFinal``.
  case refused(Int)
  /// There is nothing to write.
  case noChanges
  /// There is something to review and to write.
  case changes
  /// Every token has the desired state.
  case applied
  /// Some tokens do not have the desired state, or it is not known.
  case notAllApplied(open: Int)

  init(_ subject: RenderedSubject) {
    let plan = subject.plan
    if let report = subject.report {
      let open = report.results.count { !$0.outcome.isDone }
      self = open == 0 ? .applied : .notAllApplied(open: open)
    } else if !plan.isApplicable {
      let errors = plan.diagnostics.filter { $0.severity == .error }
      self =
        !plan.isComplete
        ? .incomplete(errors: errors.count)
        : errors.allSatisfy(\.code.kind.isOfTheRun)
          ? .notApplied(errors: errors.count) : .notApplicable(errors: errors.count)
    } else if plan.changes.isEmpty {
      self = .noChanges
    } else {
      self = plan.refusals.isEmpty ? .changes : .refused(plan.refusals.count)
    }
  }

  /// Why the plan cannot be applied, other than by a guard, without a full stop; nil if it can.
  var blockingReason: String? {
    let (sentence, errors): (String, Int)
    switch self {
    case .incomplete(let count): (sentence, errors) = ("This plan is incomplete and cannot be applied", count)
    case .notApplied(let count): (sentence, errors) = ("This plan was not applied", count)
    case .notApplicable(let count): (sentence, errors) = ("This plan cannot be applied", count)
    case .refused, .noChanges, .changes, .applied, .notAllApplied: return nil
    }
    return errors == 0 ? sentence : "\(sentence): \(counted(errors, "error"))"
  }
}

extension Outcome {
  /// What needs attention first.
  static let byUrgency: [Outcome] = [.failed, .unknown, .notConverged, .notAttempted, .applied, .alreadyApplied]

  var words: String {
    switch self {
    case .applied: "applied"
    case .alreadyApplied: "already applied"
    case .notConverged: "not converged"
    case .failed: "failed"
    case .notAttempted: "not attempted"
    case .unknown: "unknown"
    }
  }

  /// The words at the start of a sentence.
  var title: String { words.prefix(1).uppercased() + words.dropFirst() }
}
