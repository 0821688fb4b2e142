import Testing

@testable import MarketplaceSandbox

@Suite("What answers hold")
struct AnswerRuleTests {
  private let exporter = "\(tokensPath)/TKN-0000-0002"
  private let bare = "\(tokensPath)/TKN-0000-0003"

  private func listed(_ marketplace: inout Marketplace, _ id: String, select: String = "") -> JSONValue {
    marketplace.get("\(tokensPath)?eq(id,%22\(id)%22)&select=\(select)").json["data"]?[0] ?? .null
  }

  @Test func `null and empty members are left out, by id, in lists and in answers to writes`() throws {
    var marketplace = try currentMarketplace()
    let names = ["id", "$meta", "name", "revision", "status", "token", "account"]
    #expect(marketplace.get(bare).json.names == names)
    #expect(listed(&marketplace, "TKN-0000-0003", select: "%2Bdescription").names == names)
    #expect(marketplace.get(bare).json["account"]?.names == ["id", "name", "type", "status"])
    #expect(marketplace.put("TKN-0000-0003", #"{"icon": null}"#).json.names == names)
    let body = #"{"account": {"id": "ACC-1000-0001"}, "name": "New", "modules": [{"id": "MOD-0001"}]}"#
    #expect(marketplace.answer(to: request("POST", tokensPath, body)).json["description"] == nil)
  }

  @Test func `a module without filters has no filters member`() throws {
    var marketplace = try currentMarketplace()
    let modules = marketplace.get(exporter).json["modules"]
    #expect(modules?[0]?["filters"] == .members([("group.buyers", .array([.string("BUY-1")]))]))
    #expect(modules?[1]?.names == ["id", "name", "revision", "description", "settings"])
    let emptied = marketplace.put(
      "TKN-0000-0002", #"{"modules": [{"id": "MOD-0001", "filters": {"group.buyers": []}}, {"id": "MOD-0003"}]}"#)
    #expect(emptied.json["modules"]?[0]?["filters"] == nil)
  }

  @Test func `a text that was cleared is absent from the answer to the write`() throws {
    var marketplace = try currentMarketplace()
    let answer = marketplace.put("TKN-0000-0002", #"{"description": null, "icon": ""}"#).json
    #expect(answer["description"] == nil && answer["icon"] == nil)
    #expect(answer["$meta"]?["omitted"] == .array([.string("audit")]))
  }

  @Test func `audit comes only when it is selected, and is named as omitted otherwise`() throws {
    var marketplace = try currentMarketplace()
    let usual = marketplace.get(exporter).json
    #expect(usual["audit"] == nil)
    #expect(usual["$meta"]?["omitted"] == .array([.string("audit")]))
    let selected = marketplace.get("\(exporter)?select=%2Baudit").json
    #expect(selected["audit"]?["updated"]?["by"]?["name"] != nil)
    #expect(selected["$meta"] == nil)
    #expect(listed(&marketplace, "TKN-0000-0002", select: "audit")["audit"]?["created"] != nil)
    #expect(marketplace.get(tokensPath).json["$meta"]?["omitted"] == .array([.string("audit")]))
  }

  @Test func `members that select omits are named as omitted if they have a value`() throws {
    var marketplace = try currentMarketplace()
    let path = "?select=-token,-description,-extensions,%2Baudit"
    let omitted = ["description", "token", "extensions"].map { JSONValue.string($0) }
    #expect(marketplace.get(exporter + path).json["$meta"]?["omitted"] == .array(omitted))
    #expect(
      marketplace.get(bare + path).json["$meta"]?["omitted"] == .array([.string("token")]))
  }

  @Test(arguments: [("list", true, false), ("objects", false, true), ("both", true, true)])
  func `an option decides where lists name what they omit`(place: String, inList: Bool, inObjects: Bool) throws {
    var marketplace = try currentMarketplace("--omitted-in", place)
    let list = marketplace.get(tokensPath).json
    #expect((list["$meta"]?["omitted"]?.array?.isEmpty == false) == inList)
    #expect((list["data"]?[0]?["$meta"] != nil) == inObjects)
    #expect(marketplace.get(exporter).json["$meta"] != nil)
  }

  @Test func `members can be omitted from every answer until they are selected`() throws {
    var marketplace = try currentMarketplace("--omit-always", "description", "--omit-always", "modules")
    #expect(marketplace.get(exporter).json["description"] == nil)
    #expect(
      marketplace.get(exporter).json["$meta"]?["omitted"]
        == .array(["description", "modules", "audit"].map { .string($0) }))
    #expect(marketplace.get("\(exporter)?select=%2Bdescription").json["description"] == .string("Reads."))
    #expect(listed(&marketplace, "TKN-0000-0002", select: "%2Bmodules")["modules"]?.array?.count == 2)
  }

  @Test func `switches answer nulls, empty members and audit as older documents show them`() throws {
    var nulls = try currentMarketplace("--explicit-nulls")
    #expect(nulls.get(bare).json["icon"] == .null)
    #expect(nulls.get(bare).json["extensions"] == nil)
    #expect(nulls.get(exporter).json["modules"]?[1]?["filters"] == .null)
    var empties = try currentMarketplace("--explicit-empties")
    #expect(empties.get(bare).json["extensions"] == .array([]))
    #expect(empties.get(bare).json["modules"] == .array([]))
    #expect(empties.get(bare).json["description"] == .string(""))
    #expect(empties.get(bare).json["icon"] == nil)
    var audit = try currentMarketplace("--audit-unasked")
    #expect(audit.get(exporter).json["audit"] != nil)
  }

  @Test func `the older edition is all of these switches at once, and each can be given beside an edition`() throws {
    var older = try currentMarketplace("--explicit-nulls")
    #expect(older.get(bare).json["audit"] == nil)
    var options = try SandboxOptions(arguments: ["--omitted-in", "list", "--answers", "older"])
    #expect(options.rules.answersNulls && options.rules.omittedPlace == .list)
    options.source = .json(platformSeed)
    older = Marketplace(state: try MarketplaceState(options), options: options)
    let token = older.get(bare).json
    #expect(token["icon"] == .null && token["extensions"] == .array([]) && token["audit"] != nil)
    #expect(older.get("/public/v1/accounts/modules").status == 200)
  }

  @Test func `select that takes something out can be refused alone`() throws {
    var marketplace = try currentMarketplace("--reject-subtractive-select")
    #expect(marketplace.get("\(exporter)?select=-token,%2Baudit").status == 400)
    #expect(marketplace.get("\(tokensPath)?select=-token").status == 400)
    #expect(marketplace.get("\(exporter)?select=%2Baudit").json["audit"] != nil)
  }

  @Test func `a token that was never used has no time of its last access`() throws {
    var marketplace = try currentMarketplace()
    #expect(marketplace.get(bare).json["lastAccessAt"] == nil)
    #expect(marketplace.get(exporter).json["lastAccessAt"] == .string("2026-05-01T00:00:00.000Z"))
  }
}
