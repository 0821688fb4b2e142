import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// `tokenform diff`: load both trees, compare, show.
struct DiffRun {
  let command: DiffCommand
  let context: RunContext

  func run() async -> ExitCode {
    let (root, paths, mask) = (command.root, command.paths, context.mask)
    let loaded = await runCancellable {
      let files = TokenFileLoader.load(paths: paths, mask: mask)
      return (files, TokenFileLoader.loadBase(root: root, paths: paths, head: files, mask: mask))
    }
    guard let (files, base) = loaded else {
      await context.console.show(difference(diagnostics: [context.deadline.ending(.interrupted)]), as: command.format)
      return .interrupted
    }
    let difference = compare(files, with: base)
    await context.console.show(difference, as: command.format)
    return await context.world.exitCode(exitCode(of: difference))
  }

  private func compare(_ files: LoadedTokenFiles, with base: LoadedTokenFiles) -> FilesDifference {
    let faults = files.diagnostics + base.diagnostics
    guard !faults.containsError else { return difference(diagnostics: faults) }
    let selection = command.selection.selection
    let unknown = selection.faults(in: files.tokens + base.tokens)
    guard unknown.isEmpty else { return difference(diagnostics: faults + unknown) }
    var difference = FilesDifference(
      base: command.root, from: SharedLists(base), to: SharedLists(files), selection: selection, today: today)
    difference.diagnostics = faults
    return difference
  }

  private func difference(diagnostics: [Diagnostic]) -> FilesDifference {
    FilesDifference(base: command.root, today: today, diagnostics: diagnostics)
  }

  private var today: CalendarDate { CalendarDate(context.world.now().prefix(10)) ?? CalendarDate(dayNumber: 0) }

  private func exitCode(of difference: FilesDifference) -> ExitCode {
    guard difference.isComplete else { return .failed }
    return command.hasDetailedExitCode && !difference.isEmpty ? .changes : .done
  }
}

extension SharedLists {
  fileprivate init(_ files: LoadedTokenFiles) {
    self.init(moduleSets: files.moduleSets, buyerGroups: files.buyerGroups, tokens: files.tokens)
  }
}
