import Testing

@testable import MarketplaceSandbox

@Suite("Writing tokens")
struct WritingTests {
  @Test
  func `A PUT changes the keys that it has and nothing else, and is recorded`() throws {
    var marketplace = try marketplace()
    let answer = marketplace.put("TKN-0000-0002", #"{"name": "Exporter two"}"#)
    #expect(answer.status == 200)
    #expect(marketplace.get("\(tokensPath)/TKN-0000-0002").json == answer.json)
    let token = marketplace.get("\(tokensPath)/TKN-0000-0002?select=%2Baudit").json
    #expect(token["name"] == .string("Exporter two"))
    #expect(token["description"] == .string("Reads, at night"))
    #expect(token["modules"]?.array?.count == 2)
    #expect(token["revision"] == .number("10"))
    #expect(token["audit"]?["updated"]?["at"] == .string(noon.text))
    #expect(token["audit"]?["updated"]?["by"]?["name"] == .string("Pipeline"))
    #expect(marketplace.get("\(tokensPath)?eq(name,%22Exporter%20two%22)").json["data"]?[0] == answer.json)
  }

  @Test
  func `A PUT replaces the modules as a whole, and drops filters that it does not send`() throws {
    var marketplace = try marketplace()
    let token = marketplace.put("TKN-0000-0002", #"{"modules": [{"id": "MOD-0003"}, {"id": "MOD-0001"}]}"#).json
    #expect(token["modules"]?.array?.map { $0["name"]?.string } == ["Commerce", "Billing"])
    #expect(token["modules"]?[1]?["filters"] == nil)
    let again = #"{"modules": [{"id": "MOD-0001", "filters": {"group.buyers": ["BUY-7"]}}]}"#
    let filters = marketplace.put("TKN-0000-0002", again).json["modules"]?[0]?["filters"]
    #expect(filters == .members([("group.buyers", .array([.string("BUY-7")]))]))
  }

  @Test
  func `null clears a nullable text, and a write that changes nothing raises the revision too`() throws {
    var marketplace = try marketplace()
    #expect(marketplace.put("TKN-0000-0002", #"{"description": null}"#).json["description"] == nil)
    #expect(marketplace.put("TKN-0000-0002", "{}").json["revision"] == .number("11"))
  }

  @Test(arguments: [
    (#"{"revision": 3}"#, ["revision"]), (#"{"token": "x", "status": "Disabled"}"#, ["token", "status"]),
    (#"{"account": {"id": "ACC-2000-0002"}}"#, ["account"]),
    (#"{"nmae": "x"}"#, ["nmae"]), (#"{"name": null}"#, ["name"]), (#"{"name": "  "}"#, ["name"]),
    (#"{"description": 3, "icon": []}"#, ["description", "icon"]), (#"{"modules": []}"#, ["modules"]),
    (#"{"modules": null}"#, ["modules"]), (#"{"modules": ["MOD-0001"]}"#, ["modules[0]"]),
    (#"{"modules": [{"id": "MOD-9999"}]}"#, ["modules[0].id"]),
    (#"{"modules": [{"id": "MOD-0001"}, {"id": "MOD-0001"}]}"#, ["modules[1]"]),
    (#"{"modules": [{"id": "MOD-0001", "name": "Bills", "x": 1}]}"#, ["modules[0].name", "modules[0].x"]),
    (#"{"modules": [{"id": "MOD-0001", "filters": {"group.sellers": []}}]}"#, ["modules[0].filters"]),
    (#"{"modules": [{"id": "MOD-0001", "filters": {"group.buyers": [1]}}]}"#, ["modules[0].filters.group.buyers"]),
  ])
  func `A body is refused with the name of what is wrong with it`(body: String, fields: [String]) throws {
    var marketplace = try marketplace()
    let answer = marketplace.put("TKN-0000-0002", body)
    #expect(answer.status == 400)
    #expect(answer.json["errors"]?.names == fields)
    #expect(marketplace.get("\(tokensPath)/TKN-0000-0002").json["revision"] == .number("9"))
  }

  @Test(arguments: ["", "[]", "{", "{} {}", #"{"name": "a", "name": "b"}"#, "{'name': 1}", #"{"name": "\ud800"}"#])
  func `A body has to be one JSON object without duplicate names`(body: String) throws {
    var marketplace = try marketplace()
    #expect(marketplace.put("TKN-0000-0002", body).status == 400)
  }

  @Test(arguments: [
    ("application/json; charset=utf-8", 200), ("text/json", 200), ("application/merge-patch+json", 200),
    ("text/plain", 415), ("", 415),
  ])
  func `the type of a body has to be JSON`(type: String, status: Int) throws {
    var marketplace = try marketplace()
    var request = request("PUT", "\(tokensPath)/TKN-0000-0002", "{}")
    request.headers["content-type"] = type
    #expect(marketplace.answer(to: request).status == status)
  }

  @Test
  func `A body of more than a mebibyte is too large`() throws {
    var marketplace = try marketplace()
    #expect(marketplace.put("TKN-0000-0002", String(repeating: " ", count: (1 << 20) + 1)).status == 413)
  }

  @Test
  func `A write takes no parameters`() throws {
    var marketplace = try marketplace()
    #expect(marketplace.answer(to: request("PUT", "\(tokensPath)/TKN-0000-0002?select=-token", "{}")).status == 400)
  }

  @Test
  func `tokens are enabled and disabled in turn, and deleted for good`() throws {
    let client = smallSeed.replacing(#""type": "Operations""#, with: #""type": "Client""#)
    var marketplace = try marketplace(seed: client)
    let path = "\(tokensPath)/TKN-0000-0003"
    #expect(marketplace.answer(to: request("POST", path + "/disable")).status == 400)
    #expect(marketplace.answer(to: request("POST", path + "/enable")).json["status"] == .string("Active"))
    #expect(marketplace.answer(to: request("POST", path + "/enable")).status == 400)
    #expect(marketplace.answer(to: request("POST", path + "/disable")).json["revision"] == .number("12"))
    #expect(marketplace.put("TKN-0000-0003", #"{"name": "still here"}"#).status == 200)
    let deleted = marketplace.answer(to: request("DELETE", path))
    #expect((deleted.status, deleted.body.count) == (204, 0))
    #expect(marketplace.answer(to: request("DELETE", path)).status == 404)
    #expect(marketplace.put("TKN-0000-0003", "{}").status == 404)
    #expect(marketplace.ids("limit=10")?.contains("TKN-0000-0003") == false)
  }

  @Test
  func `A token is created with an id, a secret and the first revision`() throws {
    var marketplace = try marketplace()
    let body = #"{"account": {"id": "ACC-1000-0001"}, "name": "New", "modules": [{"id": "MOD-0001"}]}"#
    let answer = marketplace.answer(to: request("POST", tokensPath, body))
    let id = try #require(answer.json["id"]?.string)
    #expect(answer.status == 201)
    #expect(answer.header("Location") == "\(tokensPath)/\(id)")
    #expect(answer.json["token"] == .string("idt:\(id):sandbox"))
    #expect(marketplace.get("\(tokensPath)/\(id)").json["revision"] == .number("1"))
    #expect(marketplace.ids("limit=10")?.last == id)
    let refused = marketplace.answer(to: request("POST", tokensPath, #"{"description": ""}"#))
    #expect(refused.json["errors"]?.names == ["account", "name", "modules"])
  }
}
