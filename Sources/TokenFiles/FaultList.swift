import TokenModel

/// Faults as they are found, each once: what stands under an anchor is read for every alias of it.
struct FaultList {
  private(set) var list: [Fault] = []
  /// How many faults were found beyond the bound on how many are kept.
  private(set) var omitted = 0
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
    guard list.count < Limits.faults else {
      omitted += 1
      return
    }
    known.insert(key)
    list.append(fault)
  }

  mutating func add(_ others: FaultList) {
    for fault in others.list { add(fault) }
    omitted += others.omitted
  }
}
