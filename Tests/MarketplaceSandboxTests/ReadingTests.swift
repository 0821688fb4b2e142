import Testing

@testable import MarketplaceSandbox

@Suite("Reading tokens")
struct ReadingTests {
  @Test
  func `A list says which page it is, and shows the secret`() throws {
    var marketplace = try marketplace()
    let answer = marketplace.get("\(tokensPath)?limit=2&offset=1").json
    let pagination: JSONValue = .members([("offset", .number("1")), ("limit", .number("2")), ("total", .number("4"))])
    #expect(answer["$meta"]?["pagination"] == pagination)
    #expect(answer["data"]?.array?.map { $0["id"]?.string } == ["TKN-0000-0002", "TKN-0000-0003"])
    #expect(answer["data"]?[0]?["token"] == .string("idt:TKN-0000-0002:sandbox"))
    #expect(answer["data"]?[0]?["$meta"]?["omitted"] == .array([.string("audit")]))
  }

  @Test(arguments: [("", 10, 10), ("limit=1000", 100, 100), ("limit=0", 0, 0), ("limit=7&offset=118", 7, 2)])
  func `the limit is 10 by default, at most 100, and 0 answers the count alone`(query: String, limit: Int, count: Int)
    throws
  {
    var options = SandboxOptions()
    options.source = .sample(SandboxOptions.Sample(tokens: 120))
    var marketplace = Marketplace(state: try MarketplaceState(options), options: options)
    let answer = marketplace.get("\(tokensPath)?\(query)").json
    #expect(answer["$meta"]?["pagination"]?["limit"] == .number(String(limit)))
    #expect(answer["$meta"]?["pagination"]?["total"] == .number("120"))
    #expect(answer["data"]?.array?.count == count)
  }

  @Test(arguments: [
    ("order=-revision", "3241"), ("order=name", "4213"), ("order=status,-id", "4213"), ("order=description", "1342"),
    ("order=%2Brevision", "1423"),
  ])
  func `a list comes in the requested order`(query: String, expected: String) throws {
    var marketplace = try marketplace()
    #expect(marketplace.ids(query)?.compactMap(\.last).map(String.init).joined() == expected)
  }

  @Test
  func `what select adds and leaves out is there or named`() throws {
    var marketplace = try marketplace()
    let path = "\(tokensPath)/TKN-0000-0002?select="
    let token = marketplace.get(path + "-token,%2BlastAccessAt,-modules.description").json
    #expect(token["token"] == nil)
    #expect(token["lastAccessAt"] == .string("2026-05-01T00:00:00.000Z"))
    #expect(token["modules"]?[0]?.names == ["id", "name", "revision", "filters"])
    #expect(token["$meta"]?["omitted"] == .array([.string("token"), .string("audit"), .string("modules.description")]))
    #expect(marketplace.get(path + "-id").json["id"] == .string("TKN-0000-0002"))
  }

  @Test(arguments: [
    "select=nonsense", "select=", "select=+lastAccessAt", "select=-token,-token", "limit=-1", "limit=ten", "limit=",
    "limit=1&limit=2", "offset=9999999999", "order=nonsense", "order=modules", "order=+name", "order=token",
    "page=2",
  ])
  func `faulty parameters are refused`(query: String) throws {
    var marketplace = try marketplace()
    #expect(marketplace.get("\(tokensPath)?\(query)").status == 400)
  }

  @Test
  func `A token is read by id with what it holds; a missing one is a 404`() throws {
    var marketplace = try marketplace()
    let token = marketplace.get("\(tokensPath)/TKN-0000-0002").json
    #expect(token["modules"]?[0]?["filters"] == .members([("group.buyers", .array([.string("BUY-1")]))]))
    #expect(token["modules"]?[1]?["filters"] == nil)
    #expect(token["modules"]?[1]?["name"] == .string("Catalog"))
    #expect(token["account"]?["name"] == .string("Intelli Industries"))
    #expect(marketplace.get("\(tokensPath)/TKN-7777-7777").status == 404)
    #expect(marketplace.get("\(tokensPath)/TKN-0000-0002?limit=1").status == 400)
  }

  @Test
  func `A caller without the right secret, or with that of an inactive token, gets 401`() throws {
    var marketplace = try marketplace()
    for header in [nil, "Bearer wrong", "Basic idt:TKN-0000-0001:sandbox", "idt:TKN-0000-0001:sandbox"] {
      var request = request("GET", tokensPath)
      request.headers["authorization"] = header
      let answer = marketplace.answer(to: request)
      #expect(answer.status == 401)
      #expect(answer.header("WWW-Authenticate") == "Bearer")
    }
    #expect(marketplace.answer(to: request("POST", "\(tokensPath)/TKN-0000-0001/disable")).status == 200)
    #expect(marketplace.get(tokensPath).status == 401)
  }

  @Test
  func `unknown paths, wrong methods and unwanted types are refused, each in its own way`() throws {
    var marketplace = try marketplace()
    for path in ["/", "/v1/accounts/modules", "/public/v1/accounts", "\(tokensPath)/", "\(tokensPath)/TKN-1/rename"] {
      #expect(marketplace.get(path).status == 404)
    }
    let answer = marketplace.answer(to: request("PATCH", "\(tokensPath)/TKN-0000-0001", "{}"))
    #expect(answer.status == 405)
    #expect(answer.header("Allow") == "GET, HEAD, PUT, DELETE")
    var picky = request("GET", tokensPath)
    picky.headers["accept"] = "text/html"
    #expect(marketplace.answer(to: picky).status == 406)
  }

  @Test
  func `every problem has a trace id of its own`() throws {
    var marketplace = try marketplace()
    let first = marketplace.get("/public/v1/nowhere").json
    #expect(first.names == ["type", "title", "status", "detail", "traceId"])
    #expect(first["traceId"] != marketplace.get("/public/v1/nowhere").json["traceId"])
  }
}
