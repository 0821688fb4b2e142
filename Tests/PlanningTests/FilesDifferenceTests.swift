import Planning
import TestSupport
import Testing
import TokenModel

private func change(_ before: DesiredToken?, _ after: DesiredToken?) -> DesiredTokenChange? {
  FilesDifference(
    base: "before", from: SharedLists(tokens: before.map { [$0] } ?? []),
    to: SharedLists(tokens: after.map { [$0] } ?? []), selection: TokenSelection(), today: .sample
  ).changes.first
}

/// Two lists of modules of one token.
private func modules(_ before: [DesiredModule], _ after: [DesiredModule]) -> DesiredTokenChange? {
  change(.sample(modules: before), .sample(modules: after))
}

private func until(_ day: String?, _ name: VerbatimText = "Billing", reason: VerbatimText? = nil) -> DesiredModule {
  var module = DesiredModule.name(name)
  module.until = day.flatMap { CalendarDate($0) }.map { Located($0, at: 5) }
  module.reason = reason.map { Located($0, at: 5) }
  return module
}

@Suite("What a change of the files asks for")
struct FilesDifferenceTests {
  @Test(
    arguments: [
      ([.name("Billing")], [.name("Billing"), .name("Catalog")], .widens),
      ([.name("Billing"), .name("Catalog")], [.name("Billing")], .narrows),
      ([.name("Billing")], [.name("Catalog")], .mixed),
      ([.id("MOD-0001", buyers: ["BUY-1"])], [.id("MOD-0001", buyers: [])], .widens),
      ([.id("MOD-0001", buyers: [])], [.id("MOD-0001", buyers: ["BUY-1"])], .narrows),
      ([.id("MOD-0001", buyers: ["BUY-1"])], [.id("MOD-0001", buyers: ["BUY-2"])], .mixed),
      // The filters that the module has are kept or replaced, and are not known here.
      ([.id("MOD-0001", buyers: ["BUY-1"])], [.id("MOD-0001")], .neutral),
      ([.id("MOD-0001")], [.id("MOD-0001", buyers: [])], .unknown),
      ([.id("MOD-0001")], [.id("MOD-0001", buyers: ["BUY-1"])], .unknown),
    ] as [([DesiredModule], [DesiredModule], DesiredEffect)])
  func `access widens and narrows as asked`(
    _ before: [DesiredModule], _ after: [DesiredModule], _ effect: DesiredEffect
  ) {
    #expect(modules(before, after)?.effect == effect)
  }

  @Test func `the order of a list, and the set that an entry comes from, make no difference`() {
    var bySet = DesiredModule.name("Billing", line: 90)
    bySet.set = SetUse(name: "invoicing", position: 5)
    #expect(modules([.name("Billing"), .name("Catalog")], [.name("Catalog"), bySet]) == nil)
  }

  @Test func `of two entries for a module the first decides until its end, and then the other`() {
    let set = DesiredModule.id("MOD-0001", buyers: ["BUY-1"])
    func own(until day: String) -> DesiredModule {
      var module = DesiredModule.id("MOD-0001", buyers: [])
      module.until = CalendarDate(day).map { Located($0, at: 5) }
      return module
    }
    let (past, future) = (own(until: "2020-01-01"), own(until: "2100-01-01"))
    #expect(modules([future, set], [set])?.effect == .narrows)
    #expect(modules([set], [future, set])?.modules?.entries.map(\.action) == [.refiltered])
    #expect(modules([future, set], [future, set]) == nil)
    #expect(modules([past, set], [set]) == nil)
    #expect(modules([set], [past, set]) == nil)
  }

  @Test func `a name beside an id that is gone is no grant: the two may be one module`() throws {
    let list = try #require(modules([.id("MOD-0001")], [.name("Billing"), .name("Catalog")])?.modules)
    #expect(list.entries.map(\.isUnmatched) == [true, true, true])
    #expect(modules([.id("MOD-0001")], [.name("Billing")])?.effect == .unknown)
    let certain = try #require(modules([.id("MOD-0001"), .name("Old")], [.id("MOD-0001"), .name("New")])?.modules)
    #expect(certain.entries.map(\.isUnmatched) == [false, false])
  }

  @Test(
    arguments: [
      ("2026-12-31", "2027-12-31", EndChange.prolonged(from: day("2026-12-31"), to: day("2027-12-31"))),
      ("2027-12-31", "2026-12-31", .shortened(from: day("2027-12-31"), to: day("2026-12-31"))),
      ("2026-12-31", nil, .madePermanent(from: day("2026-12-31"))),
      (nil, "2026-12-31", .limited(to: day("2026-12-31"))),
    ] as [(String?, String?, EndChange)])
  func `an end that moved is said, and changes no access now`(_ before: String?, _ after: String?, _ end: EndChange) {
    let change = modules([until(before)], [until(after)])
    #expect(change?.modules?.entries.map(\.end) == [end])
    #expect(change?.effect == .neutral)
  }

  @Test func `an entry counts as listed on its last day, and not after it`() throws {
    #expect(modules([], [until("2026-11-27")])?.modules?.entries.map(\.action) == [.added])
    #expect(modules([.name("Catalog")], [.name("Catalog"), until("2026-11-26")]) == nil)
    let renewed = try #require(modules([until("2026-11-26")], [until("2027-11-26")]))
    #expect(renewed.effect == .widens && renewed.modules?.entries.map(\.ended) == [day("2026-11-26")])
    #expect(modules([until(nil)], [until("2026-11-26")])?.effect == .narrows)
  }

  @Test func `a reason that changed is said`() {
    let change = modules([until(nil, reason: "Audit")], [until(nil, reason: "Audit of 2027")])
    #expect(change?.modules?.entries.map(\.changesReason) == [true])
    #expect(change?.effect == .neutral)
  }

  @Test func `a list that is new grants nothing that is known here`() {
    let change = change(.sample(name: "Exporter"), .sample(name: "Exporter", modules: [.name("Billing")]))
    #expect(change?.modules?.scope == .new)
    #expect(change?.effect == .unknown)
    #expect(change?.keys(.new) == [.modules])
  }

  @Test func `what is no longer managed takes nothing away`() {
    let token = DesiredToken.sample(name: "Exporter", modules: [.name("Billing")], extensions: .all, isProtected: true)
    #expect(change(token, nil)?.scope == .removed && change(token, nil)?.effect == .neutral)
    let less = change(token, .sample(name: "Exporter"))
    #expect(less?.keys(.removed) == [.modules, .extensions])
    #expect(less?.wasProtected == true && less?.effect == .neutral)
  }

  @Test func `extensions widen and narrow as asked`() {
    func effect(_ before: ExtensionScope?, _ after: ExtensionScope?) -> DesiredEffect? {
      change(.sample(extensions: before), .sample(extensions: after))?.effect
    }
    #expect(effect(.all, ExtensionScope.none) == .narrows)
    #expect(effect(ExtensionScope(["EXT-1"]), ExtensionScope(["EXT-2"])) == .mixed)
    #expect(effect(nil, ExtensionScope.none) == .unknown)
  }

  @Test func `an empty text asks for the same as null`() {
    #expect(change(.sample(description: ""), .sample(description: .some(nil))) == nil)
    #expect(change(.sample(description: "A"), .sample(description: .some(nil)))?.texts.map(\.scope) == [.both])
  }

  @Test func `only selected tokens are compared`() {
    func lists(_ name: VerbatimText) -> SharedLists {
      SharedLists(tokens: [.sample("TKN-0000-0001", name: name), .sample("TKN-0000-0002", name: name)])
    }
    func ids(_ selection: TokenSelection) -> [TokenID] {
      FilesDifference(base: "b", from: lists("A"), to: lists("B"), selection: selection, today: .sample).changes.map(
        \.id)
    }
    #expect(ids(TokenSelection(targets: ["TKN-0000-0002"])) == ["TKN-0000-0002"])
    #expect(ids(TokenSelection(excluded: ["TKN-0000-0002"])) == ["TKN-0000-0001"])
  }
}

private func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? .sample }
