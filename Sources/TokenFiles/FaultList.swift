import TokenModel

/// Faults as they are found, each once: what stands under an anchor is read for every alias of it.
struct FaultList {
  private(set) var list: [Fault] = []
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var index: UInt32
    var code: DiagnosticCode
  }

  mutating func add(_ fault: Fault) {
    if known.insert(Key(index: fault.span.start.index, code: fault.code)).inserted { list.append(fault) }
  }
}
