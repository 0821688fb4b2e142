import PlanRendering
import Planning
import TokenModel

/// Why a plan that was shown is not written.
struct Refusal: Error {
  /// The plan with the faults in it.
  var plan: Plan
  var faults: [Diagnostic]
  var code: ExitCode

  init(_ plan: Plan, faults: [Diagnostic], refusals: [Diagnostic] = [], code: ExitCode) {
    self.plan = plan
    self.plan.diagnostics += faults
    self.plan.refusals += refusals
    self.faults = faults + refusals
    self.code = code
  }
}

extension Pipeline {
  /// Whether somebody has to say `yes` before anything is written.
  var isAsked: Bool {
    ![.autoApprove, .dryRun].contains(where: arguments.has) && arguments.value(of: .approve) == nil
      && settings.planFile == nil
  }

  /// Asks where somebody has to be asked, and reads everything again where time has passed since the plan was made.
  /// Returns the tokens that hold what is asked already.
  func approve(_ plan: Plan, on platform: Platform, mask: SecretMask) async -> Result<Set<TokenID>, Refusal> {
    if isAsked {
      if settings.format.isOneDocument {
        let renderer = Renderer(.text, mask: mask, version: Tokenform.version)
        world.standardError.post(renderer.text(of: .planToApply(plan)) + "\n")
      }
      let question = "\nApply these changes to \(counted(plan.changes.count, "token"))? Only `yes` will do: "
      guard await Question.ask(question, in: world) == "yes" else {
        let isEnding = Task.isCancelled && !deadline.hasPassed
        let fault: Diagnostic =
          isEnding ? .interruptedBeforeWriting : Task.isCancelled ? .deadlinePassed : .notApproved
        return .failure(Refusal(plan, faults: [fault], code: isEnding ? .interrupted : .failed))
      }
    }
    return isAsked || settings.planFile != nil ? await readAgain(plan, on: platform) : .success([])
  }

  func readAgain(_ plan: Plan, on platform: Platform) async -> Result<Set<TokenID>, Refusal> {
    let progress = meter("Reading again", total: plan.changes.count)
    defer { progress.finish() }
    do throws(CallFailure) {
      let second = try await SecondReading.read(
        plan, from: platform.reader, guards: settings.guards, parallelism: settings.parallelism
      ) { progress.advance(by: $0) }
      if second.faults.isEmpty, second.refusals.isEmpty { return .success(second.alreadyApplied) }
      let isUnreadable = second.faults.contains { $0.code == .tokenUnreadable }
      return .failure(
        Refusal(plan, faults: second.faults, refusals: second.refusals, code: isUnreadable ? .failed : .refused))
    } catch {
      let isSignal = error.kind == .interrupted && !deadline.hasPassed
      return .failure(Refusal(plan, faults: [ending(error)], code: isSignal ? .interrupted : .failed))
    }
  }
}

extension Diagnostic {
  static let cannotAsk = Diagnostic(
    .error, .notApproved, "nobody can be asked: standard input is no terminal",
    help: "give --auto-approve to write without asking, or --approve with the fingerprint that was approved")

  static let deadlinePassed = Diagnostic(
    .error, .deadlinePassed, "the time that --deadline allows is over", help: "nothing was written; run again")

  fileprivate static let notApproved = Diagnostic(
    .error, .notApproved, "the question was not answered with `yes`; nothing was written")

  fileprivate static let interruptedBeforeWriting = Diagnostic(
    .error, .interrupted, "interrupted; nothing was written")
}
