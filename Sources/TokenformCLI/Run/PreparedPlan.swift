import MarketplaceAPI
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// A plan, as far as it could be made, and the platform that it was made on.
struct PreparedPlan: Sendable {
  var plan: Plan
  /// Nil if the run ended before the platform was asked.
  var platform: Platform?

  /// Makes the plan. Everything that can be found wrong offline is found before the platform is asked.
  ///
  /// - Parameter approved: The fingerprint that the plan has to have, if it changes anything.
  static func make(
    from source: PlanSource, _ options: PlanningOptions, approved: String? = nil, in context: RunContext
  ) async -> PreparedPlan {
    var faults = context.faults + source.diagnostics
    let endpoint = context.connection?.endpoint.text ?? ""
    guard !faults.containsError, let connection = context.connection else {
      return PreparedPlan(plan: Plan(endpoint: endpoint, diagnostics: faults, isComplete: false))
    }
    do throws(Diagnostic) {
      let platform = try Platform(connection, options.connection, in: context)
      var plan = await source.plan(on: platform, options, in: context)
      if let approved {
        let scope: PlanScope? = if case .files(let scope) = source.content { scope } else { nil }
        plan.require(approved, scope)
      }
      return PreparedPlan(plan: plan, platform: platform)
    } catch {
      faults.append(error)
      return PreparedPlan(plan: Plan(endpoint: endpoint, diagnostics: faults, isComplete: false))
    }
  }
}

extension PlanSource {
  fileprivate func plan(on platform: Platform, _ options: PlanningOptions, in context: RunContext) async -> Plan {
    switch content {
    case .files(let scope):
      var plan = await plan(scope, on: platform, options, in: context)
      let found = plan.diagnostics
      plan.madeAt = context.world.now()
      plan.diagnostics =
        diagnostics + platform.warnings
        + (await runCancellable { TokenFileLoader.addingExcerpts(to: found, mask: context.mask) } ?? found)
      return plan
    case .savedPlan(let saved, let path):
      guard saved.endpoint == platform.endpoint.text else {
        return Plan(
          endpoint: platform.endpoint.text, diagnostics: [.otherEndpoint(path, saved.endpoint)], isComplete: false)
      }
      var plan = saved.judged(by: options.guards, ownToken: platform.ownToken)
      plan.diagnostics += platform.warnings.filter { !plan.diagnostics.contains($0) }
      return plan
    case .nothing: return Plan(endpoint: platform.endpoint.text, diagnostics: diagnostics, isComplete: false)
    }
  }

  private func plan(
    _ scope: PlanScope, on platform: Platform, _ options: PlanningOptions, in context: RunContext
  ) async -> Plan {
    let progress = context.meter("Reading", total: scope.selected.count)
    defer { progress.finish() }
    let planner = Planner(
      reader: platform.reader, endpoint: platform.endpoint.text, ownToken: platform.ownToken, guards: options.guards,
      parallelism: options.connection.parallelism)
    do throws(CallError) {
      return try await planner.plan(scope) { progress.advance(by: $0) }
    } catch {
      return Plan(endpoint: platform.endpoint.text, diagnostics: [context.deadline.ending(error)], isComplete: false)
    }
  }
}

extension Plan {
  /// How a run ends if it cannot apply the plan; nil if it can. Guards are asked separately.
  var blockingExitCode: ExitCode? {
    let errors = diagnostics.filter { $0.severity == .error }.map(\.code)
    if errors.contains(.interrupted) { return .interrupted }
    if errors.contains(where: \.kind.refusesPlan) { return .refused }
    return isApplicable ? nil : .failed
  }

  /// Adds an error if the plan is not the one that was approved. A plan with nothing to write needs no approval.
  ///
  /// - Parameter scope: What the plan was made from; nil for a saved plan.
  fileprivate mutating func require(_ approved: String, _ scope: PlanScope?) {
    guard let fingerprint, !changes.isEmpty, fingerprint != approved else { return }
    diagnostics.append(.otherFingerprint(fingerprint, EndedGrants(of: self, from: scope, approvedAs: approved)))
  }

  /// A saved plan with the guards of the run that applies it.
  ///
  /// - Parameter ownToken: The token that this run calls with; the plan may have been saved by another.
  func judged(by guards: GuardOptions, ownToken: TokenID?) -> Plan {
    var plan = self
    for index in plan.changes.indices { plan.changes[index].isSelf = plan.changes[index].id == ownToken }
    // No option decides about another account, or about tokens that no file names.
    plan.refusals =
      plan.refusals.filter { $0.code == .wrongAccount || $0.code == .uncoveredTokens }
      + guards.refusals(of: plan.changes)
    return plan
  }
}

extension Diagnostic {
  fileprivate static func otherEndpoint(_ path: String, _ endpoint: String) -> Diagnostic {
    Diagnostic(
      .error, .otherEndpoint, "\"\(path)\" is a plan for another endpoint, \(endpoint)",
      help: "plan again for this endpoint, or apply the plan with its own endpoint")
  }

  fileprivate static func otherFingerprint(_ fingerprint: String, _ ended: EndedGrants) -> Diagnostic {
    Diagnostic(
      .error, .otherFingerprint,
      "this plan is not the approved one: its fingerprint is \(fingerprint)\(ended.sentence.map { "; \($0)" } ?? "")",
      help: "review this plan, and approve its fingerprint if it is correct; nothing was written")
  }
}
