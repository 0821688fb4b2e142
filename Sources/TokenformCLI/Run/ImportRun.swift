import MarketplaceAPI
import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// `tokenform import`: connect, read live tokens, write the YAML that asks for what they hold.
struct ImportRun {
  let command: ImportCommand
  let context: RunContext

  func run() async -> ExitCode {
    let managed = await managedTokens()
    context.console.show(context.faults + managed.diagnostics)
    guard !managed.diagnostics.containsError, let connection = context.connection else {
      return context.faults.contains { $0.code == .interrupted } ? .interrupted : .failed
    }
    do throws(Diagnostic) {
      let platform = try Platform(connection, command.connection, in: context)
      let found = await liveTokens(except: managed.ids, on: platform)
      await platform.close()
      return await write(found)
    } catch {
      context.console.show([error])
      return .failed
    }
  }

  /// The tokens that files already name, if the command asks for that. The default directory need not exist.
  private func managedTokens() async -> (ids: Set<TokenID>, diagnostics: [Diagnostic]) {
    guard command.writesUnmanaged else { return ([], []) }
    let (paths, mask) = (command.managedPaths, context.mask)
    let files = await runBlocking {
      paths.isEmpty && TokenFileLoader.hasNothingByDefault ? nil : TokenFileLoader.load(paths: paths, mask: mask)
    }
    guard let files else { return ([], [.nothingManaged]) }
    return (Set(files.tokens.map(\.id)), files.diagnostics)
  }

  /// Writes what was found, unless reading was cut off. Ends as interrupted, or at the deadline, if the run is cancelled.
  func write(_ found: FoundTokens) async -> ExitCode {
    guard !found.isCutOff else { return end(with: found.faults) }
    let (command, mask) = (command, context.mask)
    let naming: FileNaming
    do throws(Diagnostic) { naming = try await fileNaming() } catch { return end(with: [error]) }
    // The text of a large account takes a while, which a signal and the deadline cut short.
    guard let texts = await runCancellable({ ImportTexts(found.tokens, for: command, naming: naming, mask: mask) })
    else {
      return end(with: [context.deadline.ending(.interrupted)])
    }
    var faults = texts.omissions + found.faults
    if texts.tokens.isEmpty, faults.isEmpty, !command.console.isQuiet {
      context.world.standardError.post("There are no tokens to write.\n")
    }
    if case .standardOutput = command.destination {
      for file in texts.files { context.world.standardOutput.post(file.text) }
    } else {
      faults += await write(texts)
    }
    _ = await context.world.standardOutput.flush()
    return end(with: faults)
  }

  /// Which file each token goes into. Throws if the rules cannot be read.
  private func fileNaming() async throws(Diagnostic) -> FileNaming {
    guard let rule = command.splitRule else { return .tokens }
    guard let path = command.rulesFile else { return .pattern(NamePattern(rule)) }
    let world = context.world
    let read = await runBlocking { () -> Result<[UInt8], World.ReadFault> in
      do throws(World.ReadFault) { return .success(try world.readFile(path, 1 << 20)) } catch { return .failure(error) }
    }
    switch read {
    case .failure(let fault): throw .unreadableRules(path, fault.reason)
    case .success(let bytes):
      switch FileNaming.rules(in: String(decoding: bytes, as: UTF8.self)) {
      case .success(let naming): return naming
      case .failure(let line): throw .faultyRule(path, line: line.number)
      }
    }
  }

  private func end(with faults: [Diagnostic]) -> ExitCode {
    context.console.show(faults)
    return faults.contains { $0.code == .interrupted } ? .interrupted : faults.containsError ? .failed : .done
  }

  /// Writes the files, says so, and returns what went wrong. Each file is whole or not there, also if the run ends
  /// meanwhile.
  private func write(_ texts: ImportTexts) async -> [Diagnostic] {
    guard let directory = texts.directory, !texts.files.isEmpty else { return [] }
    let files = ImportFiles(
      files: texts.files, isForced: command.isForced, ids: Set(texts.tokens.map(\.id)), directory: directory,
      configuration: command.writesUnmanaged
        ? command.managedPaths.isEmpty ? [TokenFileLoader.defaultDirectory] : command.managedPaths : [],
      inputs: [command.connection.tokenFile, command.rulesFile].compactMap { $0 })
    guard let faults = await runCancellable({ files.prepare() }) else {
      return [context.deadline.ending(.interrupted)]
    }
    guard faults.isEmpty else { return faults }
    for (count, file) in files.files.enumerated() {
      if Task.isCancelled { return [.endedEarly(context.deadline, after: count, of: files.files.count)] }
      if let fault = await runBlocking({ files.write(file) }) { return [fault] }
    }
    context.world.standardOutput.post(
      "\(counted(texts.tokens.count, "token")) written to \(counted(texts.files.count, "file")).\n")
    return []
  }
}

/// Live tokens to write, and what went wrong while they were read.
struct FoundTokens {
  var tokens: [LiveToken] = []
  var faults: [Diagnostic] = []
  /// Whether reading ended before everything was read, so that nothing is written.
  var isCutOff = false
}

extension ImportRun {
  private func liveTokens(
    except managed: Set<TokenID>, on platform: Platform
  ) async -> FoundTokens {
    do throws(CallError) {
      guard command.ids.isEmpty else {
        return try await tokens(command.ids.filter { !managed.contains($0) }, on: platform)
      }
      let all = try await platform.reader.allTokens(of: [], fields: Set(TokenField.allCases))
      return FoundTokens(tokens: all.filter { !managed.contains($0.id) })
    } catch {
      let fault = error.isFatal ? context.deadline.ending(error) : Diagnostic.unlisted(error)
      return FoundTokens(faults: [fault], isCutOff: true)
    }
  }

  private func tokens(_ ids: [TokenID], on platform: Platform) async throws(CallError) -> FoundTokens {
    let progress = context.meter("Reading", total: ids.count)
    defer { progress.finish() }
    let queries = ids.map { TokenQuery($0, fields: Set(TokenField.allCases)) }
    var readings = try await platform.reader.tokens(queries) { progress.advance(by: $0) }
    let unfiltered = ids.filter { readings[$0]?.token?.leavesFiltersOut == true }
    let whole = try await unfiltered.concurrently(atMost: command.connection.parallelism, platform.reader.token)
    for (id, reading) in zip(unfiltered, whole) { readings[id] = reading }
    var found = FoundTokens()
    for id in ids {
      switch readings[id] {
      case .found(let token) where token.status != .deleted: found.tokens.append(token)
      case .found, .missing, nil: found.faults.append(.missing(id))
      case .failed(let failure): found.faults.append(.unread(id, failure))
      }
    }
    return found
  }
}

extension LiveToken {
  /// Whether the answer does not say of every module how it is filtered.
  fileprivate var leavesFiltersOut: Bool { modules.value?.contains { $0.filters == .notAnswered } ?? false }
}

extension Diagnostic {
  fileprivate static func unreadableRules(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unreadableFile, "\"\(path)\" cannot be read: \(reason)",
      help: "pass --split-by a pattern that contains {file}, or a file with rules; nothing was written")
  }

  fileprivate static func faultyRule(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .error, .missingKey, "a rule needs a file name and a pattern",
      help: "write lines such as `billing Billing*`; nothing was written",
      at: SourcePosition(file: path, line: line, column: 1))
  }

  fileprivate static let nothingManaged = Diagnostic(
    .warning, .noFiles,
    "there is no directory \"\(TokenFileLoader.defaultDirectory)\" here, so every token counts as unmanaged",
    help: "if tokens are managed elsewhere, name their files with --files")

  fileprivate static func missing(_ id: TokenID) -> Diagnostic {
    Diagnostic(
      .error, .tokenMissing, "\(id) does not exist, was deleted, or is not visible to this credential", address: id)
  }

  fileprivate static func unread(_ id: TokenID, _ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .tokenUnreadable, "\(id) cannot be read: \(failure.sentence)", help: "run again", address: id)
  }

  fileprivate static func endedEarly(_ deadline: Deadline, after count: Int, of total: Int) -> Diagnostic {
    Diagnostic(
      .error, deadline.hasPassed ? .deadlinePassed : .interrupted,
      "the run ended after \(count) of \(counted(total, "file")) were written",
      help: "run again with --force to write all of them")
  }

  fileprivate static func unlisted(_ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .tokenUnreadable, "the tokens cannot be listed: \(failure.sentence)",
      help: "run again, or name the tokens by id; nothing was written")
  }
}
