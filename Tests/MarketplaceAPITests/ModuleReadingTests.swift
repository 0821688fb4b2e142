import MarketplaceAPI
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Reading modules")
struct ModuleReadingTests {
  private static func page(_ elements: String..., total: Int? = nil) -> ScriptedPlatform.Answer {
    let total = total.map(String.init) ?? "null"
    return .ok(#"{"$meta":{"pagination":{"total":\#(total)}},"data":[\#(elements.joined(separator: ","))]}"#)
  }

  private static let account = #""account":{"id":"ACC-5563-4382"}"#
  private static let billing = #""modules":[{"id":"MOD-0002","name":"Billing"}]"#
  private static let expected = [
    DefaultGroup(account: "ACC-5563-4382", modules: [CatalogueModule(id: "MOD-0002", name: "Billing")])
  ]

  @Test(arguments: ["isDefault", "default"])
  func `the default group is found on whatever page it is`(_ flag: String) async throws {
    try await ScriptedPlatform.run { call in
      switch call.query.split(separator: "&").last {
      case "offset=0": Self.page(#"{"id":"UGR-0000-0001",\#(Self.account),"modules":[]}"#, total: 2)
      case "offset=1": Self.page(#"{"id":"UGR-0000-0002","\#(flag)":true,\#(Self.account),\#(Self.billing)}"#, total: 2)
      default: .status(500)
      }
    } _: { platform in
      let groups = try await platform.groups()
      #expect(groups == Self.expected)
      #expect(platform.calls.first?.query == #"in(account.id,("ACC-5563-4382"))&select=+modules&limit=100&offset=0"#)
      #expect(platform.calls.count == 2)
    }
  }

  @Test func `modules that do not come with the list are read with the group by id`() async throws {
    try await ScriptedPlatform.run { call in
      call.path == "user-groups"
        ? Self.page(#"{"id":"UGR-0000-0002","isDefault":true,\#(Self.account)}"#, total: 1)
        : .ok(#"{"id":"UGR-0000-0002","isDefault":true,\#(Self.account),\#(Self.billing)}"#)
    } _: { platform in
      let groups = try await platform.groups()
      #expect(groups == Self.expected)
      #expect(platform.calls.map(\.path) == ["user-groups", "user-groups/UGR-0000-0002"])
      #expect(platform.calls.last?.select == "+modules")
    }
  }

  @Test func `a default group whose modules are not answered is no group without modules`() async throws {
    try await ScriptedPlatform.run { call in
      let group = #"{"id":"UGR-0000-0002","isDefault":true,\#(Self.account),"$meta":{"omitted":["modules"]}}"#
      return call.path == "user-groups" ? Self.page(group, total: 1) : .ok(group)
    } _: { platform in
      let failure = await #expect(throws: CallError.self) { try await platform.groups() }
      #expect(failure?.sentence == "GET user-groups/UGR-0000-0002: the response has no modules")
    }
  }

  @Test func `a filter and a select that the platform refuses are left out, and other accounts' groups are not taken`()
    async throws
  {
    try await ScriptedPlatform.run { call in
      call.query.contains("in(") || call.select != nil
        ? .status(400)
        : Self.page(
          #"{"id":"UGR-0000-0001","isDefault":true,"account":{"id":"ACC-9999-9999"},"modules":[{"id":"MOD-0001","name":"A"}]}"#,
          #"{"id":"UGR-0000-0002","isDefault":true,\#(Self.account),\#(Self.billing)}"#, total: 2)
    } _: { platform in
      let groups = try await platform.groups()
      #expect(groups == Self.expected)
    }
  }

  @Test func `pages of groups that never end are given up on`() async throws {
    try await ScriptedPlatform.run { _ in
      Self.page(#"{"id":"UGR-0000-0002","isDefault":true,\#(Self.account),\#(Self.billing)}"#)
    } _: { platform in
      let failure = await #expect(throws: CallError.self) { try await platform.groups() }
      #expect(failure?.message.contains("does not end") == true)
    }
  }

  @Test func `the catalogue says what the platform will refuse`() async throws {
    @Sendable func settings(_ isDefault: Bool, _ isConfigurable: Bool, _ isObsolete: Bool) -> String {
      #""settings":{"default":\#(isDefault),"configurable":\#(isConfigurable),"obsolete":\#(isObsolete)}"#
    }
    try await ScriptedPlatform.run { _ in
      Self.page(
        #"{"id":"A","name":"A","accountTypes":["Client"],"filters":{"group.buyers":["selected","all"]},\#(settings(true, false, false))}"#,
        #"{"id":"B","name":"B","filters":{"group":{"buyers":"selected"}},\#(settings(false, false, true))}"#,
        #"{"id":"C","name":"C"}"#, #"{"id":"D"}"#, total: 4)
    } _: { platform in
      let modules = try await platform.catalogue()
      #expect(
        modules == [
          CatalogueModule(
            id: "A", name: "A",
            rules: ModuleRules(accountTypes: ["Client"], isMandatory: true, knowsBuyerFilter: true)),
          CatalogueModule(
            id: "B", name: "B", rules: ModuleRules(isObsolete: true, isForbidden: true, knowsBuyerFilter: true)),
          CatalogueModule(id: "C", name: "C", rules: ModuleRules(knowsBuyerFilter: false)),
        ])
    }
  }

  @Test func `the catalogue is read to its last page`() async throws {
    try await ScriptedPlatform.run { call in
      switch call.query {
      case "limit=100&offset=0": Self.page(#"{"id":"A","name":"A"}"#, #"{"id":"B","name":"B"}"#, total: 3)
      case "limit=100&offset=2": Self.page(#"{"id":"C","name":"C"}"#, total: 3)
      default: .status(500)
      }
    } _: { platform in
      let modules = try await platform.catalogue()
      #expect(modules.map(\.id) == ["A", "B", "C"])
      #expect(platform.calls.count == 2)
    }
  }

  @Test func `a catalogue that says nothing of filters forbids none`() async throws {
    try await ScriptedPlatform.run { _ in
      Self.page(#"{"id":"C","name":"C"}"#, total: 1)
    } _: { platform in
      let modules = try await platform.catalogue()
      #expect(modules == [CatalogueModule(id: "C", name: "C")])
    }
  }
}

extension ScriptedPlatform {
  fileprivate func groups() async throws -> [DefaultGroup] { try await reader.defaultGroups(of: ["ACC-5563-4382"]) }

  fileprivate func catalogue() async throws -> [CatalogueModule] { try await reader.modules() }
}
