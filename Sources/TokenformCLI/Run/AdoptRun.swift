import FileAccess
import MarketplaceAPI
import Planning
import TokenFiles
import TokenModel

/// `tokenform adopt`: load, connect, plan, edit the files in memory, print the diff or write them.
struct AdoptRun {
  let command: AdoptCommand
  let context: RunContext

  func run() async -> ExitCode {
    do throws(Diagnostic) {
      let files = try await load()
      guard let connection = context.connection else { return .failed }
      let drift = try await readDrift(from: files, connection)
      return try await adopt(drift, in: files)
    } catch {
      context.console.show([error])
      return error.code == .interrupted ? .interrupted : .failed
    }
  }

  /// The files. Throws if there is a fault in them, or the run was interrupted; other faults are shown.
  private func load() async throws(Diagnostic) -> LoadedTokenFiles {
    let (paths, mask) = (command.paths, context.mask)
    guard let files = await runCancellable({ TokenFileLoader.load(paths: paths, mask: mask) }) else {
      throw context.deadline.ending(.interrupted)
    }
    let unknown = files.diagnostics.containsError ? [] : command.selection.selection.faults(in: files.tokens)
    var faults = context.faults + files.diagnostics + unknown
    let last = faults.lastIndex { $0.severity == .error }.map { faults.remove(at: $0) }
    context.console.show(faults)
    if let last { throw last }
    return files
  }

  /// What the platform holds where it differs.
  private struct Drift {
    var tokens: [(drift: TokenDrift, change: TokenChange)] = []
    /// Whether a token does not exist or cannot be compared.
    var isIncomplete = false
    var hasErrors = false

    var isEmpty: Bool { tokens.isEmpty && !isIncomplete }
  }

  private func readDrift(
    from files: LoadedTokenFiles, _ connection: Connection
  ) async throws(Diagnostic) -> Drift {
    let platform = try Platform(connection, command.connection, in: context)
    let scope = PlanScope(
      named: files.tokens, selection: command.selection.selection, today: context.world.today)
    let progress = context.meter("Reading", total: scope.selected.count)
    let planner = Planner(
      reader: platform.reader, endpoint: platform.endpoint.text, ownToken: platform.ownToken, guards: GuardOptions(),
      parallelism: command.connection.parallelism)
    let result = await attempt { () async throws(CallError) in
      try await planner.planForAdoption(scope) { progress.advance(by: $0) }
    }
    progress.finish()
    await platform.close()
    let (plan, modules): (Plan, AdoptableModules)
    switch result {
    case .success(let read): (plan, modules) = read
    case .failure(let failure): throw context.deadline.ending(failure)
    }
    let mask = context.mask
    let found = plan.diagnostics.filter { $0.severity == .error }
    let shown = await runCancellable { TokenFileLoader.addingExcerpts(to: found, mask: mask) } ?? found
    context.console.show(shown)
    return Drift(
      tokens: plan.changes.map { (TokenDrift($0, modules), $0) }.filter { !$0.0.isEmpty },
      isIncomplete: !found.isEmpty, hasErrors: found.contains { $0.code != .tokenMissing })
  }

  private func adopt(_ drift: Drift, in files: LoadedTokenFiles) async throws(Diagnostic) -> ExitCode {
    let (paths, mask) = (command.paths, context.mask)
    let drifts = drift.tokens.map(\.drift)
    let adoption = await runCancellable { Adoption(of: drifts, in: files, paths: paths, mask: mask) }
    guard let adoption else { throw context.deadline.ending(.interrupted) }
    if command.writes, !drift.hasErrors {
      try await write(adoption)
    } else {
      for file in adoption.files { context.world.standardOutput.post(printable(UnifiedDiff(file).bytes)) }
    }
    _ = await context.world.standardOutput.flush()
    report(adoption, of: drift)
    if drift.hasErrors { return .failed }
    return command.hasDetailedExitCode && !drift.isEmpty ? .changes : .done
  }

  /// Lines of files may hold anything; a terminal gets no control characters of theirs.
  private func printable(_ bytes: [UInt8]) -> [UInt8] {
    context.world.standardOutput.isTerminal
      ? Array(Self.shown(String(decoding: bytes, as: UTF8.self), keeping: ["\n"]).utf8) : bytes
  }

  /// A path of a file that was edited. No line may begin as a command of a CI runner, and none of Azure's be inside it.
  private static func shownPath(_ path: String) -> String {
    let shown = shown(path, keeping: []).replacing("##", with: "#\\u{23}")
    return shown.hasPrefix("::") ? "\\u{3A}" + shown.dropFirst() : shown
  }

  private static func shown(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
    text.unicodeScalars.map { scalar in
      scalar.isUnseen && !kept.contains(scalar)
        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }.joined()
  }

  private func write(_ adoption: Adoption) async throws(Diagnostic) {
    let fault = await runBlocking { () -> Diagnostic? in
      for file in adoption.files {
        do throws(Diagnostic) { try file.write() } catch { return error }
        context.world.standardOutput.post("\(Self.shownPath(file.path)): edited.\n")
      }
      return nil
    }
    if let fault { throw fault }
  }

  private func report(_ adoption: Adoption, of drift: Drift) {
    let changes = Dictionary(drift.tokens.map { ($0.change.id, $0) }, uniquingKeysWith: { first, _ in first })
    for refusal in adoption.refused {
      context.console.show([.notAdopted(refusal)])
      guard let (drift, change) = changes[refusal.id] else { continue }
      let snippet = TokenFileText.text(of: [ImportedToken(drift, of: change, mask: context.mask)], mask: context.mask)
      context.world.standardError.post(snippet.isEmpty ? "" : "\(snippet)\n")
    }
    guard !command.console.isQuiet else { return }
    if drift.isEmpty {
      context.world.standardError.post("No drift: the platform matches the files.\n")
    }
    if !adoption.adopted.isEmpty {
      let verb = command.writes && !drift.hasErrors ? "adopted" : "to adopt"
      context.world.standardError.post(
        "\(counted(adoption.adopted.count, "token")) \(verb) in \(counted(adoption.files.count, "file")).\n")
    }
  }
}

extension EditedFile {
  /// Replaces the file, unless it changed since it was read. Blocks.
  fileprivate func write() throws(Diagnostic) {
    do throws(Errno) {
      let resolved = try FileSystem.resolve(path)
      let file = try FileDescriptor(opening: resolved, 0)
      guard try file.readAll(limit: before.count + 1) == before else {
        throw Errno.tooLarge
      }
      try FileSystem.writeFile(after, to: resolved, keepsMode: true)
    } catch {
      throw error == .tooLarge
        ? .unwritable(path, "it was changed in the meantime") : .unwritable(path, error)
    }
  }
}

extension Diagnostic {
  fileprivate static func notAdopted(_ refusal: Adoption.Refusal) -> Diagnostic {
    Diagnostic(
      .warning, .notAdopted, "\(refusal.id) was not edited: \(refusal.reason)",
      help: "edit the file yourself, for example with the YAML below, or apply the files to revert the drift",
      address: refusal.id, at: refusal.position)
  }
}
