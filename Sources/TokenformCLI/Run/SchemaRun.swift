import MarketplaceAPI
import Planning
import TokenFiles
import TokenModel

/// `tokenform schema --live`: load the files, read the account's modules, print the schema that suggests both.
struct SchemaRun {
  let command: SchemaCommand
  let context: RunContext

  func run() async -> ExitCode {
    let files = await files()
    context.console.show(context.faults + (files?.diagnostics ?? [context.deadline.ending(.interrupted)]))
    guard let files, !files.diagnostics.containsError, let connection = context.connection else {
      return files == nil || context.faults.contains { $0.code == .interrupted } ? .interrupted : .failed
    }
    do throws(Diagnostic) {
      let platform = try Platform(connection, command.connection, in: context)
      let read = await modules(of: Set(files.tokens.compactMap(\.account?.value)), on: platform)
      await platform.close()
      let suggestions = SchemaSuggestions(modules: try read.get(), files: files, mask: context.mask)
      context.world.standardOutput.post(ConfigurationSchema.text(suggesting: suggestions))
      return .done
    } catch {
      context.console.show([error])
      return error.code == .interrupted ? .interrupted : .failed
    }
  }

  /// The files, which may be none and need not name a token. Nil if the run was cancelled.
  private func files() async -> LoadedTokenFiles? {
    let (paths, mask) = (command.paths, context.mask)
    return await runCancellable {
      guard !paths.isEmpty || !TokenFileLoader.hasNothingByDefault else { return LoadedTokenFiles.none }
      var files = TokenFileLoader.load(paths: paths, mask: mask)
      files.diagnostics.removeAll { $0.code == .noTokens }
      return files
    }
  }

  private func modules(
    of accounts: Set<AccountID>, on platform: Platform
  ) async -> Result<[CatalogueModule], Diagnostic> {
    do throws(CallError) {
      return .success(try await platform.reader.knownModules(of: accounts))
    } catch {
      return .failure(error.isFatal ? context.deadline.ending(error) : .unreadModules(error))
    }
  }
}

extension Diagnostic {
  fileprivate static func unreadModules(_ failure: CallError) -> Diagnostic {
    Diagnostic(
      .error, .catalogueUnreadable, "the account's modules cannot be read: \(failure.sentence)",
      help: "run again, or print the schema without --live")
  }
}
