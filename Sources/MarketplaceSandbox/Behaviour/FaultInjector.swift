/// Decides which requests meet a fault, the same way in every run.
struct FaultInjector: Sendable {
  private let faults: [Fault]
  private let seed: UInt64
  private var counts: [Int]
  /// How often a fault with a probability has met the same request.
  private var repetitions: [String: UInt64] = [:]

  init(_ faults: [Fault], seed: UInt64) {
    self.faults = faults
    self.seed = seed
    counts = Array(repeating: 0, count: faults.count)
  }

  /// The first fault that hits the request; faults after it do not count the request.
  mutating func fault(for request: Request) -> Fault? {
    for (index, fault) in faults.enumerated() where fault.place.covers(request) {
      counts[index] += 1
      if hits(fault.schedule, count: counts[index], index: index, request: request) { return fault }
    }
    return nil
  }

  private mutating func hits(_ schedule: Fault.Schedule, count: Int, index: Int, request: Request) -> Bool {
    switch schedule {
    case .always: true
    case .first(let limit): count <= limit
    case .at(let number): count == number
    case .every(let step): count % step == 0
    case .probability(let probability): draw(index: index, request: request) < probability
    }
  }

  /// A number from 0 up to 1 that depends on the seed, the request and how often it came, but on no other request: so
  /// it is the same however requests in parallel happen to arrive.
  private mutating func draw(index: Int, request: Request) -> Double {
    let key = "\(index) \(request.method) \(request.target)"
    let repetition = repetitions[key, default: 0]
    repetitions[key] = repetition + 1
    let hash = key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return Double(mixed(hash ^ mixed(seed &+ mixed(repetition))) >> 11) / Double(1 << 53)
  }

  /// The finaliser of SplitMix64.
  private func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
