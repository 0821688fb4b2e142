import TestSupport
import Testing
import TokenModel

@testable import Planning

@Suite("Comparing a page as it arrives")
struct ComparedBatchTests {
  /// What is left out later on must be just what the whole comparison would find nothing in, without reading more.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `it finds nothing if the whole comparison finds nothing`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var heldCount = 0
    for _ in 0..<500 {
      let desired = random.desiredToken()
      let live = random.liveToken()
      let result = TokenComparison(catalogue: .unread, ownToken: nil).compare(desired, with: live)
      let holds = live.status != .deleted && result.isComplete && result.faults.isEmpty && result.change == nil
      let batch = ComparedBatch([desired], [.found(live)])
      if case .matching(let account) = batch.readings[0] {
        heldCount += 1
        #expect(holds && account == live.account)
      } else {
        let isTold = live.modules.value?.contains { $0.filters == .notAnswered } != true
        #expect(!holds || !isTold, "\(desired) \(live)")
      }
    }
    #expect(heldCount > 20)
  }

  @Test func `readings of other tokens are none`() {
    let wrong = ComparedBatch([.sample(name: "Exporter")], [.found(.sample("TKN-9999-9999", name: "Exporter"))])
    let short = ComparedBatch([.sample(name: "Exporter"), .sample()], [.found(.sample(name: "Exporter"))])
    for reading in wrong.readings + short.readings {
      guard case .open(.failed) = reading else {
        Issue.record("\(reading)")
        continue
      }
    }
  }

  @Test func `what was not read stays open and names are learned`() {
    var live = LiveToken.sample(name: "Exporter")
    live.modules = .known([LiveModule(id: "MOD-1756", name: "Access Management", filters: .known(.none))])
    let failure = CallError(.refused, call: "GET", message: "returned 500")
    let batch = ComparedBatch(
      [.sample(name: "Exporter"), .sample(name: "Exporter"), .sample(name: "Exporter")],
      [.found(live), .missing, .failed(failure)])
    #expect(batch.readings.map(\.isOpen) == [false, true, true])
    #expect(batch.moduleNames == ["MOD-1756": "Access Management"])
  }
}

extension ComparedReading {
  fileprivate var isOpen: Bool {
    if case .open = self { true } else { false }
  }
}

extension SeededGenerator {
  private static let texts: [VerbatimText?] = [nil, "", "one", "two"]
  private static let filters: [ModuleFilters] = [.none, ModuleFilters(buyers: ["BUY-0001-0001"])]

  private mutating func maybe<Value>(_ body: (inout Self) -> Value) -> Value? {
    Bool.random(using: &self) ? body(&self) : nil
  }

  /// Few of them, in any order.
  private mutating func moduleIDs(_ ids: [ModuleID] = ["MOD-0001", "MOD-0002", "MOD-0003"]) -> [ModuleID] {
    Array(ids.shuffled(using: &self).prefix(Int.random(in: 1...3, using: &self)))
  }

  fileprivate mutating func desiredToken() -> DesiredToken {
    var token = DesiredToken(id: "TKN-0000-0001", position: 3, document: 1)
    token.texts[.name] = maybe { Located($0.pick(["one", "two"]), at: 3) }
    token.texts[.description] = maybe { Located($0.pick(Self.texts), at: 3) }
    token.texts[.icon] = maybe { Located($0.pick(Self.texts), at: 3) }
    if Int.random(in: 0..<4, using: &self) == 0 {
      token.extensions = Located(pick([.all, .only([]), .only(["EXT-0000-0001"])]), at: 3)
    }
    token.modules = maybe { random in
      let modules = random.moduleIDs(["MOD-0001", "MOD-0001", "MOD-0002", "MOD-0003"]).map { id in
        DesiredModule(
          random.pick([.id(id), .id(id), .id(id), .name("Access Management")]), at: 3,
          filters: random.maybe { Located($0.pick(Self.filters), at: 3) })
      }
      return Located(modules, at: 3)
    }
    return token
  }

  fileprivate mutating func liveToken() -> LiveToken {
    var token = LiveToken(
      id: "TKN-0000-0001", account: Account(id: "ACC-5563-4382"), status: pick([.active, .deleted]))
    token.texts[.name] = pick([.known("one"), .known("two"), .omitted])
    token.texts[.description] = pick(Self.texts.map { .known($0) } + [.omitted])
    token.texts[.icon] = pick(Self.texts.map { .known($0) } + [.omitted])
    token.extensions = pick([
      .known(.absent), .known(.listed(.only(["EXT-0000-0001"]))), .known(.listed(.none)), .omitted,
    ])
    if Int.random(in: 0..<8, using: &self) > 0 {
      let filters = Self.filters.map { LiveModule.Filters.known($0) } + [.notAnswered, .unsupported(["group.sellers"])]
      token.modules = .known(moduleIDs().map { LiveModule(id: $0, filters: pick(filters)) })
    }
    return token
  }
}
