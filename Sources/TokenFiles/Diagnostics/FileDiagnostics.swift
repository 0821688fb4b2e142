import TokenModel

/// The diagnostics of one file in the order in which they were found, each once: the value of an anchor is read again for
/// each of its aliases. The number kept is bounded by ``Limits/diagnostics``, for errors and for warnings.
struct FileDiagnostics {
  private(set) var list: [FileDiagnostic] = []
  /// How many errors were found beyond the limit.
  private(set) var omitted = 0
  /// How many warnings were found beyond their own limit. Many warnings must neither count as an error nor displace one.
  private(set) var omittedWarnings = 0
  private var warnings = 0
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var index: UInt32
    var code: DiagnosticCode
    var message: String
  }

  var isEmpty: Bool { list.isEmpty }

  mutating func add(_ diagnostic: FileDiagnostic) {
    let key = Key(index: diagnostic.span.start.index, code: diagnostic.code, message: diagnostic.message)
    if known.contains(key) { return }
    if diagnostic.severity == .warning {
      guard warnings < Limits.diagnostics else {
        omittedWarnings += 1
        return
      }
      warnings += 1
    } else {
      guard list.count - warnings < Limits.diagnostics else {
        omitted += 1
        return
      }
    }
    known.insert(key)
    list.append(diagnostic)
  }

  /// Counts errors that are not kept.
  mutating func omit(_ count: Int) { omitted += count }

  mutating func add(_ others: FileDiagnostics) {
    for diagnostic in others.list { add(diagnostic) }
    omitted += others.omitted
    omittedWarnings += others.omittedWarnings
  }
}
