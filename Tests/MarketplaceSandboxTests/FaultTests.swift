import Testing

@testable import MarketplaceSandbox

@Suite("Faults")
struct FaultTests {
  private let exporter = "\(tokensPath)/TKN-0000-0002"

  @Test(arguments: [
    ("status-503-before", 503, false), ("status-503-after", 503, true), ("throttle", 429, false),
    ("not-found", 404, false), ("html-502", 502, false), ("html-200", 200, true), ("broken-json", 200, true),
    ("close-before", 0, false), ("close-after", 0, true), ("hang-before", 0, false), ("hang-after", 0, true),
    ("truncate", 200, true), ("drip", 200, true),
  ])
  func `A write is carried out, or is not, whatever the answer says`(kind: String, status: Int, isCarriedOut: Bool)
    throws
  {
    var marketplace = try marketplace("--fault", "\(kind)@PUT")
    #expect(marketplace.put("TKN-0000-0002", #"{"name": "changed"}"#).status == status)
    #expect(marketplace.get(exporter).json["name"] == .string(isCarriedOut ? "changed" : "Exporter"))
  }

  @Test
  func `lost and damaged answers say how they are to be delivered`() throws {
    let expected: [(String, Response.Delivery)] = [
      ("close-before", .closed), ("hang-after", .never), ("truncate", .truncated), ("drip", .dripped),
    ]
    for (kind, delivery) in expected {
      var marketplace = try marketplace("--fault", kind)
      #expect(marketplace.get(exporter).delivery == delivery)
    }
    var broken = try marketplace("--fault", "broken-json")
    #expect(broken.get(exporter).json == .null)
    var html = try marketplace("--fault", "html-200")
    #expect(html.get(exporter).header("Content-Type") == "text/html; charset=utf-8")
  }

  @Test
  func `throttling says when to come back`() throws {
    var seconds = try marketplace("--fault", "throttle", "--retry-after", "7")
    #expect(seconds.get(exporter).header("Retry-After") == "7")
    var date = try marketplace("--fault", "throttle", "--retry-after", "date")
    #expect(date.get(exporter).header("Retry-After") == "Wed, 18 Nov 2026 12:00:02 GMT")
  }

  @Test
  func `another writer comes before a write or after it`() throws {
    var before = try marketplace("--fault", "concurrent-writer-before@PUT")
    #expect(before.put("TKN-0000-0002", #"{"name": "ours"}"#).json["revision"] == .number("11"))
    #expect(before.get(exporter).json["name"] == .string("ours"))
    var after = try marketplace("--fault", "concurrent-writer-after@PUT")
    #expect(after.put("TKN-0000-0002", #"{"name": "ours"}"#).json["revision"] == .number("10"))
    #expect(after.get(exporter).json["name"] == .string("ours (changed elsewhere)"))
    #expect(
      after.get("\(exporter)?select=%2Baudit").json["audit"]?["updated"]?["by"]?["name"] == .string("Tomasz Wilk"))
  }

  @Test
  func `another writer can change a token right after it was listed`() throws {
    var marketplace = try marketplace("--fault", "concurrent-writer-after@lists/TKN-0000-0002:first=1")
    let list = "\(tokensPath)?in(id,(%22TKN-0000-0002%22))"
    #expect(marketplace.get(list).json["data"]?[0]?["name"] == .string("Exporter"))
    #expect(marketplace.get(list).json["data"]?[0]?["name"] == .string("Exporter (changed elsewhere)"))
  }

  @Test
  func `a token can move to another account right after it was listed`() throws {
    var marketplace = try marketplace("--fault", "change-account-after@lists/TKN-0000-0002:first=1")
    let list = "\(tokensPath)?in(id,(%22TKN-0000-0002%22))"
    #expect(marketplace.get(list).json["data"]?[0]?["account"]?["id"] == .string("ACC-1000-0001"))
    #expect(marketplace.get(list).json["data"]?[0]?["account"]?["id"] == .string("ACC-9999-9999"))
  }

  @Test(arguments: [
    ("", [1, 2, 3, 4, 5, 6]), (":first=2", [1, 2]), (":at=3", [3]), (":every=2", [2, 4, 6]), (":p=0", []),
    (":p=1", [1, 2, 3, 4, 5, 6]),
  ])
  func `A schedule says which requests are hit`(when: String, hit: [Int]) throws {
    var marketplace = try marketplace("--fault", "status-500-before@GET\(when)")
    #expect((1...6).filter { _ in marketplace.get(exporter).status == 500 } == hit)
  }

  @Test(arguments: [
    ("reads", [true, true, true, false]), ("writes", [false, false, false, true]),
    ("lists", [true, true, false, false]), ("GET", [true, true, true, false]),
    ("TKN-0000-0002", [false, true, true, true]), ("PUT/TKN-0000-0002", [false, false, false, true]),
    ("PUT/TKN-0000-0003", [false, false, false, false]),
  ])
  func `A place says which requests are counted`(place: String, hit: [Bool]) throws {
    var marketplace = try marketplace("--fault", "status-500-before@\(place)")
    let requests = [
      request("GET", "/public/v1/accounts/modules"), request("GET", "\(tokensPath)?eq(id,%22TKN-0000-0002%22)"),
      request("GET", exporter), request("PUT", exporter, "{}"),
    ]
    #expect(requests.map { marketplace.answer(to: $0).status == 500 } == hit)
  }

  @Test
  func `faults are tried in order, and one that is not reached does not count`() throws {
    var marketplace = try marketplace(
      "--fault", "throttle@GET:first=1", "--fault", "status-502-before@GET:first=1")
    #expect((1...3).map { _ in marketplace.get(exporter).status } == [429, 502, 200])
  }

  @Test
  func `chance depends on the seed and the request, not on the order of requests`() throws {
    func hits(seed: Int, order: [Int]) throws -> Set<Int> {
      var marketplace = try marketplace("--fault", "not-found:p=0.4", "--fault-seed", "\(seed)")
      return Set(order.filter { marketplace.get("\(tokensPath)?offset=\($0)").status == 404 })
    }
    let hit = try hits(seed: 7, order: Array(1...200))
    #expect(try hits(seed: 7, order: (1...200).reversed()) == hit)
    #expect(try hits(seed: 8, order: Array(1...200)) != hit)
    #expect((50...110).contains(hit.count))
  }

  @Test
  func `paths outside the API meet no faults`() throws {
    var marketplace = try marketplace("--fault", "status-500-before", "--latency-ms", "50")
    let answer = marketplace.get("/elsewhere")
    #expect((answer.status, answer.delayMilliseconds) == (404, 0))
    #expect(marketplace.get(tokensPath).delayMilliseconds == 50)
  }
}
