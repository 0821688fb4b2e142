import Testing
import TokenModel

@Suite struct MergedModulesTests {
  private static func module(
    _ name: VerbatimText, by set: String? = nil, until: String? = nil, buyers: [String]? = nil,
    reason: VerbatimText? = nil
  ) -> DesiredModule {
    let position = SourcePosition(file: set ?? "token", line: 3, column: 7)
    var module = DesiredModule(
      .name(name), at: position,
      filters: buyers.map { Located(ModuleFilters(buyers: $0.map { BuyerID($0) }), at: position) })
    module.set = set.map { SetUse(name: $0, position: position) }
    module.until = until.flatMap { CalendarDate($0) }.map { Located($0, at: position) }
    module.reason = reason.map { Located($0, at: position) }
    return module
  }

  private func merge(_ modules: DesiredModule...) -> MergedModules<DesiredModule.Reference> {
    MergedModules(modules) { $0.reference }
  }

  @Test func `A list without repetitions stays as it is`() {
    let modules = [Self.module("A"), Self.module("B", by: "one"), Self.module("C", until: "2026-12-31")]
    #expect(MergedModules(modules) { $0.reference }.entries.map(\.module) == modules)
  }

  @Test(
    arguments: [
      ("2026-06-30", "2026-12-31", "2026-12-31"), ("2026-12-31", "2026-06-30", "2026-12-31"),
      (nil, "2026-12-31", nil), ("2026-12-31", nil, nil),
    ] as [(String?, String?, String?)])
  func `Of two ends the later holds, and none is the latest`(_ first: String?, _ second: String?, _ end: String?) {
    for sets in [("one", "two"), (nil, "two"), ("one", nil)] as [(String?, String?)] {
      let merged = merge(Self.module("A", by: sets.0, until: first), Self.module("A", by: sets.1, until: second))
      #expect(merged.entries.map { $0.module.until?.value.description } == [end])
      #expect(merged.conflicts == [])
    }
  }

  @Test(arguments: [nil, "2026-12-31"] as [String?])
  func `What a set filters otherwise follows the token's own entry, if that ends first`(_ end: String?) {
    let own = Self.module("A", until: "2026-06-30", buyers: [])
    let (set, ended) = (
      Self.module("A", by: "one", until: end, buyers: ["BUY-1"]), Self.module("A", by: "two", until: "2026-01-31")
    )
    for merged in [merge(own, set, ended), merge(set, ended, own), merge(ended, own, set)] {
      #expect(merged.conflicts == [])
      #expect(merged.entries.map(\.parts) == [[own, set]])
      #expect(merged.entries.map(\.last) == [set])
    }
  }

  @Test func `Nothing follows an entry with the same filters, without an end, or with a later one`() {
    let set = Self.module("A", by: "one", until: "2026-06-30", buyers: ["BUY-1"])
    for own in [
      Self.module("A", until: "2026-01-31", buyers: ["BUY-1"]), Self.module("A", buyers: []),
      Self.module("A", until: "2026-12-31", buyers: []),
    ] {
      #expect(merge(own, set).entries.map(\.following) == [[]])
    }
  }

  @Test func `The set whose end holds is the one that is named, and the first of two with the same end`() {
    let later = merge(
      Self.module("A", by: "one", until: "2026-06-30"), Self.module("A", by: "two", until: "2026-12-31"))
    #expect(later.entries.map(\.module.set?.name) == ["two"])
    #expect(merge(Self.module("A", by: "one"), Self.module("A", by: "two")).entries.map(\.module.set?.name) == ["one"])
  }

  @Test func `A reason is kept, whichever of the two sources gives it`() {
    let merged = merge(Self.module("A", by: "one", until: "2026-06-30", reason: "Audit"), Self.module("A", by: "two"))
    #expect(merged.entries.map(\.module.reason?.value) == ["Audit"])
    let both = merge(Self.module("A", by: "one", reason: "Set"), Self.module("A", reason: "Token"))
    #expect(both.entries.map(\.module.reason?.value) == ["Token"])
  }

  @Test func `Sets that filter a module differently contradict each other`() {
    for (one, other) in [([], nil), (["BUY-1"], ["BUY-2"]), (nil, ["BUY-1"])] as [([String]?, [String]?)] {
      let merged = merge(Self.module("A", by: "one", buyers: one), Self.module("A", by: "two", buyers: other))
      #expect(merged.conflicts.map(\.kind) == [.differentFilters])
    }
    let same = merge(
      Self.module("A", by: "one", buyers: ["BUY-1", "BUY-2"]), Self.module("A", by: "two", buyers: ["BUY-2", "BUY-1"]))
    #expect(same.conflicts == [])
  }

  @Test func `The token's own entry decides, in any order`() {
    let own = Self.module("A", buyers: ["BUY-3"])
    let (one, two) = (Self.module("A", by: "one", buyers: ["BUY-1"]), Self.module("A", by: "two"))
    for merged in [merge(own, one, two), merge(one, own, two), merge(one, two, own), merge(two, one, own)] {
      #expect(merged.conflicts == [])
      #expect(merged.entries.map(\.module) == [own])
    }
  }

  @Test func `The token's own entry must have filters if a set's has them`() {
    let own = Self.module("A")
    let (one, two) = (Self.module("A", by: "one", buyers: []), Self.module("A", by: "two"))
    for merged in [merge(own, one, two), merge(one, own, two), merge(two, one, own)] {
      #expect(merged.conflicts.map(\.kind) == [.directWithoutFilters])
      #expect(merged.conflicts.map(\.second) == [own])
    }
    #expect(merge(own, two).conflicts == [])
  }

  @Test func `A module that the token lists twice is a conflict, beside sets too`() {
    let merged = merge(Self.module("A"), Self.module("A", by: "one"), Self.module("A"))
    #expect(merged.conflicts.map(\.kind) == [.listedTwice])
  }

  @Test func `An entry counts up to its last day`() throws {
    let list = [Self.module("A", until: "2026-12-31"), Self.module("B")]
    let (last, next) = (try #require(CalendarDate("2026-12-31")), try #require(CalendarDate("2027-01-01")))
    #expect(list.inForce(on: last) == list)
    #expect(list.inForce(on: next) == [list[1]])
    #expect(list.lastDay == nil)
    #expect([list[0], Self.module("C", until: "2026-06-30")].lastDay == last)
    #expect([list[0]].inForce(on: next) == [])
  }
}
