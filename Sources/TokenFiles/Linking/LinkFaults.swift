import TokenModel

/// The diagnostics of linking, each once: a list may be read again for each of its aliases. Their number is bounded.
struct LinkFaults: Sendable {
  private(set) var list: [Diagnostic] = []
  private var omitted = 0
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var position: SourcePosition?
    var code: DiagnosticCode
    var message: String
  }

  mutating func add(_ fault: Diagnostic) {
    guard known.insert(Key(position: fault.position, code: fault.code, message: fault.message)).inserted else { return }
    guard list.count < Limits.diagnostics else {
      omitted += 1
      return
    }
    list.append(fault)
  }

  /// All that are kept. The last one says how many are not.
  var diagnostics: [Diagnostic] {
    guard omitted > 0 else { return list }
    return list + [
      Diagnostic(.error, .tooLarge, "\(omitted) more errors in sets and groups are not listed", at: list.last?.position)
    ]
  }
}
