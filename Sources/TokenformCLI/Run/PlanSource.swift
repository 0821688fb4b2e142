import PlanRendering
import Planning
import TokenFiles
import TokenModel

/// What a plan is made from, loaded and checked as far as that needs no platform.
struct PlanSource: Sendable {
  enum Content: Sendable {
    /// The tokens of the files, and what to compare them with beyond the platform.
    case files(PlanScope)
    case savedPlan(Plan, path: String)
    /// The saved plan could not be read; ``diagnostics`` says why.
    case nothing
  }

  var content: Content
  var diagnostics: [Diagnostic]

  /// Loads the files, and those of the base if one is given.
  static func files(_ paths: [String], _ options: PlanningOptions, in context: RunContext) async -> PlanSource {
    let (root, mask) = (options.scope.base, context.mask)
    let loaded = await runCancellable {
      let files = TokenFileLoader.load(paths: paths, mask: mask)
      return (files, root.map { TokenFileLoader.loadBase(root: $0, paths: paths, head: files, mask: mask) })
    }
    guard let (files, base) = loaded else {
      return PlanSource(content: .nothing, diagnostics: [context.deadline.ending(.interrupted)])
    }
    let selection = options.selection.selection
    let unknown = files.diagnostics.containsError ? [] : selection.faults(in: files.tokens)
    let head = SharedLists(moduleSets: files.moduleSets, buyerGroups: files.buyerGroups, tokens: files.tokens)
    var scope = PlanScope(
      named: files.tokens, selection: selection, base: base?.tokens, today: context.world.today,
      isProposedOnly: options.scope.isProposedOnly, isEndedOnly: options.scope.isEndedOnly,
      endingWithin: options.scope.endingWithin, coverage: options.scope.coverage)
    if let base {
      scope.sharedListChanges = head.changes(
        since: SharedLists(moduleSets: base.moduleSets, buyerGroups: base.buyerGroups, tokens: base.tokens))
    }
    scope.keepsAllValues = options.scope.keepsAllValues
    return PlanSource(
      content: .files(scope), diagnostics: files.diagnostics + (base?.diagnostics ?? []) + unknown)
  }

  /// Reads a saved plan.
  static func savedPlan(_ path: String, in context: RunContext) async -> PlanSource {
    do throws(Diagnostic) {
      return PlanSource(
        content: .savedPlan(try await SavedPlanFile.read(path, in: context), path: path), diagnostics: [])
    } catch {
      return PlanSource(content: .nothing, diagnostics: [error])
    }
  }
}
