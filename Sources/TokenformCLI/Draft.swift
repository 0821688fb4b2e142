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

  var wasInterrupted: Bool { plan.diagnostics.contains { $0.code == .interrupted } }
}

extension Pipeline {
  /// Makes the plan, hands it on, and closes the connections afterwards.
  func withPlan(_ body: (Draft) async -> ExitCode) async -> ExitCode {
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
    let connection = await offThePool { Connection.find(arguments, in: world) }
    let mask = SecretMask(credential: connection.knownCredential)
    let files = await load(mask)
    let (selected, unknown) = settings.selection.select(from: files.tokens)
    var faults = files.diagnostics + (files.diagnostics.containsError ? [] : unknown)
    var endpoint = ""
    switch connection {
    case .failure(let fault): faults = fault.diagnostics + faults
    case .success(let connection):
      endpoint = connection.endpoint.text
      guard !faults.containsError else { break }
      do throws(TransportError) {
        let platform = try Platform(connection, parallelism: settings.parallelism)
        return Draft(plan: await plan(selected, on: platform, warnings: faults), mask: mask, platform: platform)
      } catch {
        faults.append(Diagnostic(.error, .transport, "no connection can be made: \(error.message)"))
      }
    }
    return Draft(plan: Plan(endpoint: endpoint, diagnostics: faults, isComplete: false), mask: mask)
  }

  private func plan(_ desired: [DesiredToken], on platform: Platform, warnings: [Diagnostic]) async -> Plan {
    let progress = meter("Reading", total: desired.count)
    defer { progress.finish() }
    let planner = Planner(
      reader: platform.reader, endpoint: platform.endpoint.text, ownToken: platform.ownToken, guards: settings.guards,
      parallelism: settings.parallelism)
    var plan: Plan
    do throws(CallFailure) {
      plan = try await planner.plan(desired) { progress.advance(by: $0) }
    } catch {
      plan = Plan(endpoint: platform.endpoint.text, diagnostics: [.ending(error)], isComplete: false)
    }
    plan.diagnostics = warnings + (platform.ownToken == nil ? [.ownTokenUnknown] : []) + plan.diagnostics
    return plan
  }

  /// What an apply writes to show how far it is; nothing where nobody wants it.
  func meter(_ verb: String, total: Int) -> ProgressMeter {
    ProgressMeter(verb, total: total, on: settings.isQuiet ? nil : world.standardError)
  }

  func console(_ mask: SecretMask) -> Console {
    Console(world, format: settings.format, mask: mask, noColor: arguments.has(.noColor))
  }
}

func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension Result<Connection, SetUpFault> {
  fileprivate var knownCredential: Secret? {
    switch self {
    case .success(let connection): connection.credential
    case .failure(let fault): fault.credential
    }
  }
}

extension Diagnostic {
  fileprivate static let ownTokenUnknown = Diagnostic(
    .warning, .ownTokenUnknown, "the credential does not tell which token it belongs to",
    help: "nothing keeps this run from changing its own token; a current credential begins with `idt:TKN-`")
}
