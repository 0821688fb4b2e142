import PlanDocument
import PlanRendering
import Planning
import TokenModel

/// Reads and writes files that hold a saved plan.
enum SavedPlanFile {
  private static let largest = 1 << 28

  /// The plan in a file. Throws if the file cannot be read or holds no plan, and if the run is cancelled.
  static func read(_ path: String, in context: RunContext) async throws(Diagnostic) -> Plan {
    let world = context.world
    let read = await runCancellable { () -> Result<Plan, Diagnostic> in
      do throws(World.ReadFault) {
        let bytes = try world.readFile(path, largest)
        do throws(SavedPlan.Fault) {
          return .success(try SavedPlan.plan(in: bytes))
        } catch {
          return .failure(.unusable(path, error))
        }
      } catch {
        return .failure(.unreadable(path, error.reason))
      }
    }
    guard let read else { throw context.deadline.ending(.interrupted) }
    return try read.get()
  }

  /// Writes a plan to a file, whole or not at all, or to standard output for `-`. Throws if it cannot be saved, and if
  /// the run is cancelled before the file is written.
  ///
  /// - Parameter replacing: Whether an existing file is replaced.
  static func write(_ plan: Plan, to path: String, replacing: Bool, in context: RunContext) async throws(Diagnostic) {
    let encoded = await runCancellable { () -> Result<[UInt8], Diagnostic> in
      do throws(SavedPlan.Fault) {
        return .success(
          try SavedPlan.bytes(of: plan, OutputSettings(mask: context.mask)))
      } catch {
        return .failure(.notSaved(error.reason))
      }
    }
    guard let bytes = try encoded?.get() else { throw context.deadline.ending(.interrupted) }
    guard path != "-" else { return context.world.standardOutput.post(bytes) }
    let written = await runBlocking { () -> Result<Void, Diagnostic> in
      do throws(Diagnostic) {
        return .success(try FileWriting.write(bytes, to: path, replacing: replacing))
      } catch {
        return .failure(error)
      }
    }
    try written.get()
  }
}

extension Diagnostic {
  fileprivate static func unusable(_ path: String, _ fault: SavedPlan.Fault) -> Diagnostic {
    Diagnostic(
      .error, .unusablePlan, "\"\(path)\" is refused: \(fault.reason)",
      help: fault.isPrinted
        ? "save the plan with `tokenform plan --out FILE`, and pass that file" : "plan again; nothing was written")
  }

  fileprivate static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.error, .unreadableFile, "\"\(path)\" cannot be read: \(reason)")
  }

  fileprivate static func notSaved(_ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unusablePlan, "the plan is not saved: \(reason)",
      help: "remove that text from the platform, or leave the token out with \(option: .exclude)")
  }
}
