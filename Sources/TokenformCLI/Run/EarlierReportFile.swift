import AccessReport
import Planning
import TokenModel

/// Reads the file with an earlier report.
enum EarlierReportFile {
  private static let largest = 1 << 30

  /// The report in a file. Throws if the file cannot be read or holds none, and if the run is cancelled.
  static func read(_ path: String, in context: RunContext) async throws(Diagnostic) -> EarlierReport {
    let world = context.world
    let read = await runCancellable { () -> Result<EarlierReport, Diagnostic> in
      do throws(World.ReadFault) {
        let bytes = try world.readFile(path, largest)
        do throws(EarlierReport.Fault) {
          return .success(try EarlierReport(bytes))
        } catch {
          return .failure(.unusable(path, error.reason))
        }
      } catch {
        return .failure(Diagnostic(.error, .unreadableFile, "\"\(path)\" cannot be read: \(error.reason)"))
      }
    }
    guard let read else { throw context.deadline.ending(.interrupted) }
    return try read.get()
  }

  /// Throws unless the two reports are of the same platform and of the same modules.
  static func check(
    _ earlier: EarlierReport, at path: String, against report: AccessReport
  ) throws(Diagnostic) {
    guard earlier.endpoint == report.endpoint else {
      throw .unusable(path, "it is from another platform, \(earlier.endpoint)")
    }
    guard earlier.scope == report.scope?.id else {
      throw .unusable(
        path,
        earlier.scope.map { "it is limited to \($0)" } ?? "it covers all modules, but this report is limited to one")
    }
  }
}

extension Diagnostic {
  fileprivate static func unusable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .error, .unusableReport, "\"\(path)\" cannot be used for a comparison: \(reason)",
      help: "pass a file with the output of `tokenform report --format json`")
  }
}
