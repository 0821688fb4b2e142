import Testing

@testable import MarketplaceSandbox

@Suite("What a write is refused for")
struct WriteRuleTests {
  private let exporter = "TKN-0000-0002"

  @Test(arguments: [
    (#"{"modules": [{"id": "MOD-0001"}, {"id": "MOD-0003"}, {"id": "MOD-0006"}]}"#, "modules[2].id", "default group"),
    (#"{"modules": [{"id": "MOD-0003"}, {"id": "MOD-0005"}]}"#, "modules[1].id", "obsolete"),
    (#"{"modules": [{"id": "MOD-0003"}, {"id": "MOD-0004"}]}"#, "modules[1].id", "cannot be given"),
    (#"{"modules": [{"id": "MOD-0003"}, {"id": "MOD-0002"}]}"#, "modules[1].id", "accounts of type Client"),
    (#"{"modules": [{"id": "MOD-0001"}]}"#, "modules", "MOD-0003 (Profile), which is mandatory"),
    (#"{"modules": []}"#, "modules", "at least one module"),
  ])
  func `modules that the account may not have are refused`(body: String, field: String, message: String) throws {
    var marketplace = try currentMarketplace()
    let answer = marketplace.put(exporter, body)
    #expect(answer.status == 400)
    #expect(answer.json["errors"]?.names == [field])
    #expect(answer.json["errors"]?[field]?[0]?.string?.contains(message) == true)
    #expect(marketplace.get("\(tokensPath)/\(exporter)").json["revision"] == .number("9"))
  }

  @Test func `a module that is kept has to be in the default group as well`() throws {
    var marketplace = try currentMarketplace()
    let body = #"{"modules": [{"id": "MOD-0006"}, {"id": "MOD-0001"}]}"#
    #expect(marketplace.put("TKN-0000-0005", body).json["errors"]?.names == ["modules[0].id"])
    #expect(marketplace.put("TKN-0000-0005", #"{"modules": [{"id": "MOD-0005"}]}"#).status == 200)
    #expect(marketplace.put("TKN-0000-0005", #"{"name": "Order sync 2"}"#).status == 200)
    var unchecked = try currentMarketplace("--unchecked-modules")
    #expect(unchecked.put("TKN-0000-0005", body).status == 200)
  }

  @Test(arguments: [
    (#"{"name": "\#(String(repeating: "n", count: 200))"}"#, 200),
    (#"{"name": "\#(String(repeating: "n", count: 201))"}"#, 400),
    (#"{"name": "Zoë's 2nd-best \"sync\" v1.0 請求"}"#, 200), (#"{"name": "a/b"}"#, 400), (#"{"name": "a\tb"}"#, 400),
    (#"{"name": "a (b)"}"#, 400), (#"{"description": "\#(String(repeating: "d", count: 2000))"}"#, 200),
    (#"{"description": "\#(String(repeating: "d", count: 2001))"}"#, 400), (#"{"description": "(/)\n"}"#, 200),
  ])
  func `names and descriptions have their limits`(body: String, status: Int) throws {
    var marketplace = try currentMarketplace()
    #expect(marketplace.put(exporter, body).status == status)
    var unlimited = try currentMarketplace("--unlimited-texts")
    #expect(unlimited.put(exporter, body).status == 200)
  }

  @Test func `read-only members are accepted with their present values`() throws {
    var marketplace = try currentMarketplace()
    let whole = marketplace.get("\(tokensPath)/\(exporter)?select=%2Baudit").json
    let sentBack = marketplace.put(exporter, String(decoding: whole.bytes, as: UTF8.self))
    #expect(sentBack.status == 200, "\(sentBack.text)")
    #expect(marketplace.put(exporter, #"{"account": {"id": "ACC-1000-0001"}, "name": "New"}"#).status == 200)
    #expect(marketplace.put("TKN-0000-0003", #"{"lastAccessAt": null, "status": "Active"}"#).status == 200)
  }

  @Test(arguments: [
    (#"{"account": {"id": "ACC-2000-0002"}}"#, "account"), (#"{"status": "Disabled"}"#, "status"),
    (#"{"revision": 8}"#, "revision"), (#"{"id": "TKN-0000-0003"}"#, "id"), (#"{"token": "x"}"#, "token"),
    (#"{"audit": {"created": {"at": "2020-01-01T00:00:00.000Z"}}}"#, "audit"),
    (#"{"lastAccessAt": null}"#, "lastAccessAt"),
    (#"{"modules": [{"id": "MOD-0001", "name": "Bills"}, {"id": "MOD-0003"}]}"#, "modules[0].name"),
  ])
  func `read-only members are refused with other values`(body: String, field: String) throws {
    var marketplace = try currentMarketplace()
    #expect(marketplace.put(exporter, body).json["errors"]?.names == [field])
  }

  @Test func `a switch refuses read-only members whatever their values`() throws {
    var marketplace = try currentMarketplace("--refuse-read-only")
    #expect(marketplace.put(exporter, #"{"account": {"id": "ACC-1000-0001"}}"#).json["errors"]?.names == ["account"])
  }

  @Test func `extensions are replaced as a whole, null permits all and an empty list none`() throws {
    var marketplace = try currentMarketplace("--explicit-empties", "--explicit-nulls")
    let both = marketplace.put(exporter, #"{"extensions": [{"id": "EXT-1"}, {"id": "EXT-6587-4477"}]}"#).json[
      "extensions"]
    #expect(both?.array?.map { $0["id"]?.string } == ["EXT-1", "EXT-6587-4477"])
    #expect(both?[1]?["name"] == .string("Bridge"))
    #expect(marketplace.put(exporter, #"{"extensions": []}"#).json["extensions"] == .array([]))
    #expect(marketplace.put(exporter, #"{"name": "New"}"#).json["extensions"] == .array([]))
    #expect(marketplace.put(exporter, #"{"extensions": null}"#).json["extensions"] == .null)
  }

  @Test func `an answer leaves extensions out for all and for none`() throws {
    var marketplace = try currentMarketplace()
    #expect(marketplace.put(exporter, #"{"extensions": []}"#).json["extensions"] == nil)
    #expect(marketplace.state.tokens[1].extensions == .array([]))
    #expect(marketplace.put(exporter, #"{"extensions": null}"#).json["extensions"] == nil)
    #expect(marketplace.state.tokens[1].extensions == .null)
  }

  @Test(arguments: [
    (#"{"extensions": ["EXT-1"]}"#, "extensions[0]"), (#"{"extensions": [{"id": "MOD-1"}]}"#, "extensions[0]"),
    (#"{"extensions": {}}"#, "extensions"), (#"{"extensions": [{"id": "EXT-1"}, {"id": "EXT-1"}]}"#, "extensions[1]"),
    (#"{"extensions": [{"id": "EXT-1", "name": "x"}]}"#, "extensions[0].name"),
    (#"{"extensions": [{"id": "EXT-1", "x": 1}]}"#, "extensions[0].x"),
  ])
  func `extensions that are no references are refused`(body: String, field: String) throws {
    var marketplace = try currentMarketplace()
    #expect(marketplace.put(exporter, body).json["errors"]?.names == [field])
  }
}
