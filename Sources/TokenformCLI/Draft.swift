import HTTPTransport
import MarketplaceAPI
import Planning
import TokenFiles
import TokenModel

/// A plan as far as it came, and what can be done with it.
struct Draft {
  var plan: Plan
  /// Hides the credential that the run knows.
  var mask: SecretMask
  /// Nil where the run ended before the platform was asked.
  var platform: Platform?

  /// How the run ends where the plan cannot be applied; nil where it can, guards aside.
  var obstacle: ExitCode? {
    let errors = plan.diagnostics.filter { $0.severity == .error }.map(\.code)
    if errors.contains(.interrupted) { return .interrupted }
    if errors.contains(where: \.refusesPlan) { return .refused }
    return plan.isApplicable ? nil : .failed
  }
}

extension Pipeline {
  /// Makes the plan, or reads a saved one, hands it on, and closes the connections afterwards.
  func withDraft(_ body: (Draft) async -> ExitCode) async -> ExitCode {
    let draft = await draft()
    let code = await body(draft)
    await draft.platform?.close()
    return code
  }

  func load(_ mask: SecretMask) async -> LoadedTokenFiles {
    let paths = settings.paths
    return await offThePool { TokenFiles.load(paths: paths, mask: mask) }
  }

  /// Everything that can be found wrong without asking the platform is found before it is asked.
  private func draft() async -> Draft {
    let (arguments, world) = (arguments, world)
    // A credential can come through a pipe, whose other end may be slow.
    guard let connection = await unlessCancelled({ Connection.find(arguments, in: world) }) else {
      return Draft(
        plan: Plan(endpoint: "", diagnostics: [ending(.interrupted)], isComplete: false), mask: SecretMask())
    }
    let mask = SecretMask(credential: connection.knownCredential)
    let source = settings.planFile == nil ? await fromFiles(mask) : await fromSavedPlan(mask)
    var faults = source.faults
    var endpoint = ""
    switch connection {
    case .failure(let fault): faults = fault.diagnostics + faults
    case .success(let connection):
      endpoint = connection.endpoint.text
      guard !faults.containsError else { break }
      do throws(DraftFault) {
        let platform = try platform(connection, mask: mask)
        let plan = await source.plan(platform)
        return Draft(plan: approved(plan), mask: mask, platform: platform)
      } catch {
        faults.append(error.diagnostic)
      }
    }
    return Draft(plan: Plan(endpoint: endpoint, diagnostics: faults, isComplete: false), mask: mask)
  }

  /// What a plan is made of, checked as far as it can be offline.
  struct Source {
    var faults: [Diagnostic]
    var plan: (Platform) async -> Plan
  }

  private func fromFiles(_ mask: SecretMask) async -> Source {
    let files = await load(mask)
    let (selected, unknown) = settings.selection.select(from: files.tokens)
    let faults = files.diagnostics + (files.diagnostics.containsError ? [] : unknown)
    return Source(faults: faults) { platform in
      await plan(selected, on: platform, warnings: faults, mask: mask)
    }
  }

  private func plan(
    _ desired: [DesiredToken], on platform: Platform, warnings: [Diagnostic], mask: SecretMask
  ) async -> Plan {
    let progress = meter("Reading", total: desired.count)
    defer { progress.finish() }
    let planner = Planner(
      reader: platform.reader, endpoint: platform.endpoint.text, ownToken: platform.ownToken, guards: settings.guards,
      parallelism: settings.parallelism)
    var plan: Plan
    do throws(CallFailure) {
      plan = try await planner.plan(desired) { progress.advance(by: $0) }
    } catch {
      plan = Plan(endpoint: platform.endpoint.text, diagnostics: [ending(error)], isComplete: false)
    }
    let found = plan.diagnostics
    plan.diagnostics = await offThePool { TokenFiles.quote(found, mask: mask) }
    plan.diagnostics = warnings + platform.warnings + plan.diagnostics
    return plan
  }

  private func platform(_ connection: Connection, mask: SecretMask) throws(DraftFault) -> Platform {
    var events: EventLog?
    if let path = arguments.value(of: .events) {
      do throws(WriteFailure) {
        events = try EventLog(appendingTo: path, mask: mask)
      } catch {
        throw DraftFault(diagnostic: error.diagnostic)
      }
    }
    return try Platform(connection, settings: settings, events: events)
  }

  /// The plan, with an error if it is not the one that was approved. A plan with nothing to write needs no approval.
  private func approved(_ plan: Plan) -> Plan {
    guard let approved = arguments.value(of: .approve), let fingerprint = plan.fingerprint, !plan.changes.isEmpty,
      fingerprint != approved
    else { return plan }
    var plan = plan
    plan.diagnostics.append(.otherFingerprint(fingerprint))
    return plan
  }

  /// Why reading ended the run.
  func ending(_ failure: CallFailure) -> Diagnostic {
    failure.kind == .interrupted && deadline.hasPassed ? .deadlinePassed : .ending(failure)
  }

  /// What shows how far a step is; silent where nobody wants it.
  func meter(_ verb: String, total: Int) -> ProgressMeter {
    ProgressMeter(verb, total: total, on: settings.isQuiet ? nil : world.standardError)
  }

  func console(_ mask: SecretMask) -> Console {
    Console(world, format: settings.format, mask: mask, noColor: arguments.has(.noColor))
  }
}

struct DraftFault: Error {
  let diagnostic: Diagnostic
}

extension Result<Connection, SetUpFault> {
  var knownCredential: Secret? {
    switch self {
    case .success(let connection): connection.credential
    case .failure(let fault): fault.credential
    }
  }
}

func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
