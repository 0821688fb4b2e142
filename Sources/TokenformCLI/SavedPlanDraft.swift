import MarketplaceAPI
import PlanFiles
import PlanRendering
import Planning
import TokenModel

extension Pipeline {
  private static let largestPlan = 1 << 28

  /// The plan that a file holds.
  func readPlan(_ path: String) async -> Result<Plan, DraftFault> {
    let world = world
    let read = await unlessCancelled { () -> Result<Plan, DraftFault> in
      do throws(World.ReadFault) {
        let bytes = try world.readFile(path, Self.largestPlan)
        do throws(SavedPlan.Fault) {
          return .success(try SavedPlan.plan(in: bytes))
        } catch {
          return .failure(DraftFault(diagnostic: .unusable(path, error)))
        }
      } catch {
        return .failure(DraftFault(diagnostic: .unreadable(path, error.reason)))
      }
    }
    return read ?? .failure(DraftFault(diagnostic: ending(.interrupted)))
  }

  /// A saved plan, with its guards asked again under the options of this run.
  func fromSavedPlan(_ mask: SecretMask) async -> Source {
    let path = settings.planFile ?? ""
    switch await readPlan(path) {
    case .failure(let fault): return Source(faults: [fault.diagnostic]) { _ in Plan(endpoint: "") }
    case .success(let plan):
      return Source(faults: []) { platform in
        guard plan.endpoint == platform.endpoint.text else {
          return Plan(
            endpoint: platform.endpoint.text, diagnostics: [.otherEndpoint(path, plan.endpoint)], isComplete: false)
        }
        var plan = plan.judged(by: settings.guards, ownToken: platform.ownToken)
        plan.diagnostics += platform.warnings.filter { !plan.diagnostics.contains($0) }
        return plan
      }
    }
  }

  /// Writes a plan to a file, or to standard output for `-`. Returns what went wrong.
  ///
  /// - Parameter replacing: Whether a file that is there already gives way.
  func save(_ plan: Plan, to path: String, replacing: Bool, mask: SecretMask) async -> Diagnostic? {
    await offThePool { [world] in
      do throws(SavedPlan.Fault) {
        let bytes = try SavedPlan.bytes(of: plan, version: Tokenform.version, mask: mask)
        guard path != "-" else {
          world.standardOutput.post(bytes)
          return nil
        }
        do throws(WriteFailure) {
          try FileWriting.write(bytes, to: path, replacing: replacing)
          return nil
        } catch {
          return error.diagnostic
        }
      } catch {
        return Diagnostic(
          .error, .unusablePlan, "the plan is not saved: \(error.reason)",
          help: "take that text off the platform, or leave the token out with --exclude")
      }
    }
  }
}

extension Plan {
  /// A saved plan with the guards asked again for the run that applies it.
  ///
  /// - Parameter ownToken: The token that this run calls with; the plan may have been saved by another.
  func judged(by guards: GuardOptions, ownToken: TokenID?) -> Plan {
    var plan = self
    for index in plan.changes.indices { plan.changes[index].isSelf = plan.changes[index].id == ownToken }
    // Another account, or a token that no file names, is no matter of options.
    plan.refusals =
      plan.refusals.filter { $0.code == .wrongAccount || $0.code == .uncoveredTokens }
      + guards.refusals(of: plan.changes)
    return plan
  }
}

extension DiagnosticCode {
  /// Whether it means that what was approved is not what would be written.
  var refusesPlan: Bool {
    switch self {
    case .unusablePlan, .otherEndpoint, .otherFingerprint, .stalePlan: true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func unusable(_ path: String, _ fault: SavedPlan.Fault) -> Diagnostic {
    Diagnostic(
      .error, .unusablePlan, "\"\(path)\" is refused: \(fault.reason)",
      help: fault.isPrinted
        ? "save the plan with `tokenform plan --out FILE`, and give that file" : "plan again; nothing was written")
  }

  fileprivate static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.error, .unreadableFile, "\"\(path)\" cannot be read: \(reason)")
  }

  fileprivate static func otherEndpoint(_ path: String, _ endpoint: String) -> Diagnostic {
    Diagnostic(
      .error, .otherEndpoint, "\"\(path)\" is a plan for \(endpoint)",
      help: "plan again for this endpoint, or apply the plan to its own")
  }

  static func otherFingerprint(_ fingerprint: String) -> Diagnostic {
    Diagnostic(
      .error, .otherFingerprint, "this plan is not the approved one: its fingerprint is \(fingerprint)",
      help: "review this plan, and approve its fingerprint if it is right; nothing was written")
  }
}
