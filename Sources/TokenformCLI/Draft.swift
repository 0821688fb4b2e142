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
  /// Nil where nobody asked for events, or their file cannot be written.
  var events: EventLog?

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
    if draft.plan.isComplete {
      draft.events?.record(.planned(draft.plan.summary, fingerprint: draft.plan.fingerprint))
    }
    let code = await body(draft)
    await draft.platform?.close()
    if let fault = await draft.events?.flushAtEnd() { console(draft.mask).show([.eventsLost(fault)]) }
    return code
  }

  func load(_ mask: SecretMask) async -> LoadedTokenFiles {
    let paths = settings.paths
    return await timings.measure(.load) { await offThePool { TokenFiles.load(paths: paths, mask: mask) } }
  }

  /// Everything that can be found wrong without asking the platform is found before it is asked.
  private func draft() async -> Draft {
    let (arguments, world) = (arguments, world)
    // A credential can come through a pipe, whose other end may be slow.
    guard let connection = await unlessCancelled({ Connection.find(arguments, in: world) }) else {
      let (events, eventsFaults) = await openEvents(SecretMask())
      let faults = [ending(.interrupted)] + eventsFaults
      return Draft(
        plan: Plan(endpoint: "", diagnostics: faults, isComplete: false), mask: SecretMask(), events: events)
    }
    let mask = SecretMask(credential: connection.knownCredential)
    let (events, eventsFaults) = await openEvents(mask)
    let source = settings.planFile == nil ? await fromFiles(mask) : await fromSavedPlan(mask)
    var faults = source.faults + eventsFaults
    var endpoint = ""
    switch connection {
    case .failure(let fault): faults = fault.diagnostics + faults
    case .success(let connection):
      endpoint = connection.endpoint.text
      guard !faults.containsError else { break }
      do throws(DraftFault) {
        let platform = try platform(on: connection, events: events)
        let plan = await timings.measurePlanning { await source.plan(platform) }
        return Draft(plan: approved(plan), mask: mask, platform: platform, events: events)
      } catch {
        faults.append(error.diagnostic)
      }
    }
    return Draft(plan: Plan(endpoint: endpoint, diagnostics: faults, isComplete: false), mask: mask, events: events)
  }

  /// What a plan is made of, checked as far as it can be offline.
  struct Source {
    var faults: [Diagnostic]
    var plan: (Platform) async -> Plan
  }

  private func fromFiles(_ mask: SecretMask) async -> Source {
    let files = await load(mask)
    let base = await loadBase(before: files.tokens, mask)
    let (selected, unknown) = settings.selection.select(from: files.tokens)
    let faults =
      files.diagnostics + (base?.diagnostics ?? []) + (files.diagnostics.containsError ? [] : unknown)
    let scope = PlanScope(
      named: files.tokens, selection: settings.selection, base: base?.tokens,
      isProposedOnly: arguments.has(.proposedOnly),
      coverage: arguments.has(.requireCoverage) ? .required : arguments.has(.coverage) ? .listed : nil)
    return Source(faults: faults) { platform in
      await plan(selected, scope: scope, on: platform, warnings: faults, mask: mask)
    }
  }

  /// The files as they were before the change under review; nil without `--base`.
  ///
  /// - Parameter head: The tokens that the files name now.
  private func loadBase(before head: [DesiredToken], _ mask: SecretMask) async -> LoadedTokenFiles? {
    guard let root = settings.base else { return nil }
    let paths = settings.paths
    return await timings.measure(.load) {
      await offThePool { TokenFiles.loadBase(root: root, paths: paths, head: head, mask: mask) }
    }
  }

  private func plan(
    _ desired: [DesiredToken], scope: PlanScope, on platform: Platform, warnings: [Diagnostic], mask: SecretMask
  ) async -> Plan {
    let progress = meter("Reading", total: desired.count)
    defer { progress.finish() }
    let planner = Planner(
      reader: platform.reader, endpoint: platform.endpoint.text, ownToken: platform.ownToken, guards: settings.guards,
      parallelism: settings.parallelism)
    var plan: Plan
    do throws(CallFailure) {
      plan = try await planner.plan(desired, scope: scope) { progress.advance(by: $0) }
    } catch {
      plan = Plan(endpoint: platform.endpoint.text, diagnostics: [ending(error)], isComplete: false)
    }
    plan.madeAt = world.now()
    let found = plan.diagnostics
    plan.diagnostics = await offThePool { TokenFiles.quote(found, mask: mask) }
    plan.diagnostics = warnings + platform.warnings + plan.diagnostics
    return plan
  }

  /// The platform as this run reaches it.
  func platform(on connection: Connection, events: EventLog?) throws(DraftFault) -> Platform {
    let sink = settings.isQuiet ? nil : world.standardError
    return try Platform(
      connection, settings: settings, deadline: deadline.end, events: events, timings: timings,
      announce: { sink?.post("\($0)\n") })
  }

  /// The file that takes what happens, where one is asked for, and why files cannot be written.
  func openEvents(_ mask: SecretMask) async -> (EventLog?, [Diagnostic]) {
    let conflicts = await outputConflicts()
    guard let path = arguments.value(of: .events), conflicts.isEmpty else { return (nil, conflicts) }
    do throws(WriteFailure) {
      return (try EventLog(appendingTo: path, mask: mask), [])
    } catch {
      return (nil, [error.diagnostic])
    }
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
    ProgressMeter(verb, total: total, on: settings.isQuiet ? nil : world.standardError, isDumb: world.isDumb)
  }

  /// - Parameter resultsToError: Whether standard output holds a document of its own, so that results go to standard
  ///   error.
  func console(_ mask: SecretMask, resultsToError: Bool = false) -> Console {
    var world = world
    if resultsToError { world.standardOutput = world.standardError }
    return Console(
      world, format: settings.format, mask: mask, noColor: arguments.has(.noColor),
      annotates: arguments.value(of: .annotations) != nil, timings: timings)
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
