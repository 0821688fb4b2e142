import Planning
import TestSupport
import Testing
import TokenModel

private func set(_ name: String, _ modules: [DesiredModule], line: SourcePosition = 2) -> ModuleSet {
  ModuleSet(name: name, position: line, modules: modules)
}

private func group(_ name: String, _ buyers: [BuyerID], line: SourcePosition = 8) -> BuyerGroup {
  BuyerGroup(name: name, position: line, buyers: buyers)
}

/// A token that lists a module by a set.
private func token(_ id: TokenID, using sets: [String], groups: [String] = []) -> DesiredToken {
  .sample(
    id,
    modules: sets.map { set in
      var module = DesiredModule.name("Billing")
      module.set = SetUse(name: set, position: 5)
      module.buyerGroups = groups
      return module
    })
}

@Suite("What changed in sets and groups")
struct SharedListTests {
  @Test func `a set says what it gained and lost, and how many tokens use it`() {
    let tokens = [token("TKN-0000-0001", using: ["exporters"]), token("TKN-0000-0002", using: ["exporters"])]
    let base = SharedLists(moduleSets: [set("exporters", [.name("Billing"), .id("MOD-0002")])], tokens: tokens)
    let head = SharedLists(
      moduleSets: [set("exporters", [.name("Billing"), .name("Catalog")], line: 4)],
      tokens: tokens + [.sample("TKN-0000-0003", modules: [.name("Billing")])])
    #expect(
      head.changes(since: base) == [
        SharedListChange(
          .moduleSet, "exporters", .changed, added: ["Catalog"], removed: ["MOD-0002"], tokenCount: 2, at: 4)
      ])
  }

  @Test func `a module of a set with other filters is reported, one in another order is not`() {
    let base = SharedLists(moduleSets: [set("exporters", [.id("MOD-0001", buyers: ["BUY-1"]), .id("MOD-0002")])])
    let head = SharedLists(moduleSets: [set("exporters", [.id("MOD-0002"), .id("MOD-0001", buyers: ["BUY-2"])])])
    #expect(head.changes(since: base).map(\.refiltered) == [["MOD-0001"]])
    #expect(head.changes(since: head).isEmpty)
  }

  @Test func `a changed group is listed itself, and not again with each set that names it`() {
    func lists(_ buyers: [BuyerID]) -> SharedLists {
      var module = DesiredModule.id("MOD-0001", buyers: buyers + ["BUY-9"])
      module.buyerGroups = ["nordics"]
      return SharedLists(
        moduleSets: [set("exporters", [module])], buyerGroups: [group("nordics", buyers)],
        tokens: [token("TKN-0000-0001", using: ["exporters"], groups: ["nordics"])])
    }
    #expect(
      lists(["BUY-1", "BUY-3"]).changes(since: lists(["BUY-1", "BUY-2"])) == [
        SharedListChange(.buyerGroup, "nordics", .changed, added: ["BUY-3"], removed: ["BUY-2"], tokenCount: 1, at: 8)
      ])
  }

  @Test func `new and removed lists are shown, sets before groups, with the tokens that use or used them`() {
    let base = SharedLists(
      moduleSets: [set("old", [.name("Billing")])], buyerGroups: [group("south", ["BUY-1"])],
      tokens: [token("TKN-0000-0001", using: ["old"])])
    let head = SharedLists(
      moduleSets: [set("new", [.name("Billing")])], tokens: [token("TKN-0000-0001", using: ["new"])])
    #expect(
      head.changes(since: base) == [
        SharedListChange(.moduleSet, "new", .added, added: ["Billing"], tokenCount: 1, at: 2),
        SharedListChange(.moduleSet, "old", .removed, removed: ["Billing"], tokenCount: 1, at: 2),
        SharedListChange(.buyerGroup, "south", .removed, removed: ["BUY-1"], tokenCount: 0, at: 8),
      ])
  }
}
