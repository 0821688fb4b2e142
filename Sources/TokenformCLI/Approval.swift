import PlanRendering
import Planning
import TokenModel

/// Why a plan that was shown is not written.
struct Refusal: Error {
  var plan: Plan
  var code: ExitCode
}

extension Pipeline {
  /// Asks, and reads everything again, since time has passed. Returns the tokens that hold what is asked already.
  func approve(_ plan: Plan, on platform: Platform, console: Console) async -> Result<Set<TokenID>, Refusal> {
    var refused = plan
    let question = "Apply these changes to \(counted(plan.changes.count, "token"))? Only `yes` will do: "
    guard await Question.ask(question, in: world) == "yes" else {
      refused.diagnostics.append(Task.isCancelled ? .interruptedBeforeWriting : .notApproved)
      console.show(refused.diagnostics.suffix(1))
      return .failure(Refusal(plan: refused, code: Task.isCancelled ? .interrupted : .failed))
    }
    do throws(CallFailure) {
      let second = try await SecondReading.read(plan, from: platform.reader, guards: settings.guards)
      refused.diagnostics += second.faults
      refused.refusals += second.refusals
      if second.faults.isEmpty, second.refusals.isEmpty { return .success(second.alreadyApplied) }
      console.show(second.faults + second.refusals)
      let isUnreadable = second.faults.contains { $0.code == .tokenUnreadable }
      return .failure(Refusal(plan: refused, code: isUnreadable ? .failed : .refused))
    } catch {
      refused.diagnostics.append(.ending(error))
      console.show([.ending(error)])
      return .failure(Refusal(plan: refused, code: error.kind == .interrupted ? .interrupted : .failed))
    }
  }
}

extension Diagnostic {
  static let cannotAsk = Diagnostic(
    .error, .notApproved, "nobody can be asked: standard input is no terminal",
    help: "give --auto-approve to write without asking")

  fileprivate static let notApproved = Diagnostic(
    .error, .notApproved, "the question was not answered with `yes`; nothing was written")

  fileprivate static let interruptedBeforeWriting = Diagnostic(
    .error, .interrupted, "interrupted; nothing was written")
}
