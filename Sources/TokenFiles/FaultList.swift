import TokenModel

/// Faults as they are found, each once: what stands under an anchor is read for every alias of it.
struct FaultList {
  private(set) var list: [Fault] = []
  /// How many errors were found beyond the bound on how many are kept.
  private(set) var omitted = 0
  /// How many warnings were, whose bound is their own: they must not become an error, nor keep one from being said.
  private(set) var omittedWarnings = 0
  private var warnings = 0
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var index: UInt32
    var code: DiagnosticCode
    var message: String
  }

  var isEmpty: Bool { list.isEmpty }

  mutating func add(_ fault: Fault) {
    let key = Key(index: fault.span.start.index, code: fault.code, message: fault.message)
    if known.contains(key) { return }
    if fault.severity == .warning {
      guard warnings < Limits.faults else {
        omittedWarnings += 1
        return
      }
      warnings += 1
    } else {
      guard list.count - warnings < Limits.faults else {
        omitted += 1
        return
      }
    }
    known.insert(key)
    list.append(fault)
  }

  /// Counts errors that are not kept.
  mutating func omit(_ count: Int) { omitted += count }

  mutating func add(_ others: FaultList) {
    for fault in others.list { add(fault) }
    omitted += others.omitted
    omittedWarnings += others.omittedWarnings
  }
}
