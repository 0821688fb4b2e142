import PlanDocument
import AccessReport
import MarketplaceAPI
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// `tokenform report`: load, read the earlier report, connect, read all tokens, compare, print, judge.
struct ReportRun {
  let command: ReportCommand
  let context: RunContext
  private let madeAt: String
  private let rules: FindingRules

  init(command: ReportCommand, context: RunContext) {
    self.command = command
    self.context = context
    madeAt = context.world.now()
    rules = FindingRules(
      today: CalendarDate(timestamp: madeAt) ?? CalendarDate(dayNumber: 0), unusedDays: command.unusedDays,
      endingWithinDays: command.endingWithinDays, secretAgeDays: command.secretAgeDays)
  }

  func run() async -> ExitCode {
    do throws(Stop) {
      let files = try await load()
      let earlier = try await readEarlier()
      let report = try await read(files, since: earlier)
      return await print(report)
    } catch {
      return await fail(error)
    }
  }

  /// Why there is no report.
  struct Stop: Error {
    var faults: [Diagnostic]
  }

  /// What the files declare.
  private struct Declared {
    var tokens: [DesiredToken]
    var diagnostics: [Diagnostic]
  }

  /// Loads the files. The default directory need not exist.
  private func load() async throws(Stop) -> Declared {
    let (paths, mask) = (command.paths, context.mask)
    let loaded = await runCancellable {
      guard !paths.isEmpty || !TokenFileLoader.hasNothingByDefault else {
        return Declared(tokens: [], diagnostics: [.nothingDeclared])
      }
      let files = TokenFileLoader.load(paths: paths, mask: mask)
      return Declared(tokens: files.tokens, diagnostics: files.diagnostics)
    }
    guard let loaded else { throw Stop(faults: [context.deadline.ending(.interrupted)]) }
    guard !loaded.diagnostics.containsError, context.connection != nil else {
      throw Stop(faults: context.faults + loaded.diagnostics)
    }
    return loaded
  }

  private func readEarlier() async throws(Stop) -> EarlierReport? {
    guard let path = command.compare else { return nil }
    do throws(Diagnostic) {
      return try await EarlierReportFile.read(path, in: context)
    } catch {
      throw Stop(faults: [error])
    }
  }

  private func read(_ files: Declared, since earlier: EarlierReport?) async throws(Stop) -> AccessReport {
    guard let connection = context.connection else { throw Stop(faults: context.faults) }
    let platform: Platform
    do throws(Diagnostic) {
      platform = try Platform(connection, command.connection, in: context)
    } catch {
      throw Stop(faults: [error])
    }
    let found = await attempt { [rules] () async throws(CallError) in
      try await AccountReading(reader: platform.reader, desired: files.tokens, today: rules.today).read(
        needsNames: command.module.map { ModuleID(wellFormed: $0) == nil } ?? false
      ) { ReadToken($0, $1, $2, rules) }
    }
    await platform.close()
    switch found {
    case .success(let tokens):
      return try report(of: tokens, files, endpoint: connection.endpoint.text, since: earlier)
    case .failure(let failure):
      throw Stop(
        faults: files.diagnostics + [failure.isFatal ? context.deadline.ending(failure) : .unlisted(failure)])
    }
  }

  private func report(
    of found: AccountTokens<ReadToken>, _ files: Declared, endpoint: String, since earlier: EarlierReport?
  ) throws(Stop) -> AccessReport {
    let diagnostics = files.diagnostics + found.diagnostics
    guard !diagnostics.containsError else { throw Stop(faults: diagnostics) }
    let modules = HeldModules(found)
    var report = AccessReport(
      endpoint: endpoint, madeAt: madeAt, accounts: found.accounts, rules: rules, tokens: found.rows.map(\.token),
      modules: modules.named, diagnostics: diagnostics)
    do throws(Diagnostic) {
      if let text = command.module {
        let module = try modules.module(text)
        report = report.limited(to: module)
        if module.holders == 0, module.name == nil { report.diagnostics.append(.unheld(module.id)) }
      }
      if let earlier, let path = command.compare {
        try EarlierReportFile.check(earlier, at: path, against: report)
        report.changes = AccessChanges(from: earlier, to: report)
      }
    } catch {
      throw Stop(faults: diagnostics + [error])
    }
    return report
  }
}

extension ReportRun {
  private func print(_ report: AccessReport) async -> ExitCode {
    let failing = failingFindings(of: report)
    var report = report
    report.diagnostics += failing
    await write(report)
    context.console.show(report.diagnostics)
    return failing.isEmpty ? .done : .refused
  }

  /// Ends a run without a report. Only the format JSON has a document then.
  private func fail(_ stop: Stop) async -> ExitCode {
    if command.format == .json {
      await write(
        AccessReport(
          failed: stop.faults, endpoint: context.connection?.endpoint.text ?? "", madeAt: madeAt, rules: rules))
    }
    context.console.show(stop.faults)
    return stop.faults.contains { $0.code == .interrupted } ? .interrupted : .failed
  }

  private func write(_ report: AccessReport) async {
    let output = context.world.standardOutput
    let renderer = AccessReportRenderer(
      command.format, OutputSettings(mask: context.mask), style: context.console.style)
    let render = { @Sendable in renderer.render(report) { output.post($0) } }
    if !report.isComplete {
      await runBlocking(render)
    } else if await runCancellable(render) == nil {
      output.abandon(because: .cutOff)
    }
    _ = await output.flush()
  }

  private func failingFindings(of report: AccessReport) -> [Diagnostic] {
    guard !command.failOn.isEmpty else { return [] }
    let summary = ReportSummary(report)
    return Finding.allCases.filter { command.failOn.contains($0) && summary[$0].tokens > 0 }.map { finding in
      .found(finding, tokens: summary[finding].tokens)
    }
  }
}

extension Diagnostic {
  fileprivate static let nothingDeclared = Diagnostic(
    .warning, .noFiles,
    "there is no directory \"\(TokenFileLoader.defaultDirectory)\" here, so every token counts as unmanaged",
    help: "name the files and directories that declare tokens, if there are any")

  fileprivate static func unlisted(_ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .tokenUnreadable, "the tokens cannot be listed: \(failure.sentence)",
      help: "run again when the platform responds; a report needs every token")
  }

  fileprivate static func unheld(_ id: ModuleID) -> Diagnostic {
    Diagnostic(
      .warning, .unknownModule, "no token has the module \(id), and the platform returned no module with this id",
      help: "check the id")
  }

  fileprivate static func found(_ finding: Finding, tokens: Int) -> Diagnostic {
    Diagnostic(
      .error, .reportFinding,
      "\(counted(tokens, "token")) \(tokens == 1 ? "has" : "have") the finding \(finding.rawValue)",
      help: "look at these tokens in the report; `tokenform report --format csv` lists all of them")
  }
}
