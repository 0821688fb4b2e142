import Testing

@testable import MarketplaceSandbox

@Suite("Lists that lie and reads that lag")
struct LyingListTests {
  private let exporter = "\(tokensPath)/TKN-0000-0002"

  @Test(arguments: [tokensPath, "/public/v1/accounts/modules", "/public/v1/accounts/user-groups"])
  func `endless pages bring one new object each, and always promise more`(path: String) throws {
    var marketplace = try marketplace("--endless-pages")
    var ids: Set<String> = []
    var offset = 0
    for _ in 1...20 {
      let page = marketplace.get("\(path)?limit=2&offset=\(offset)").json
      let found = page["data"]?.array?.compactMap { $0["id"]?.string } ?? []
      #expect(!found.isEmpty && ids.isDisjoint(with: found))
      ids.formUnion(found)
      offset += found.count
      #expect((page["$meta"]?["pagination"]?["total"]?.int32 ?? 0) > offset)
    }
  }

  @Test func `a list for some ids does not end either`() throws {
    var marketplace = try marketplace("--endless-pages")
    #expect(marketplace.ids("eq(id,%22TKN-0000-0002%22)&offset=0") == ["TKN-0000-0002"])
    #expect(marketplace.ids("eq(id,%22TKN-0000-0002%22)&offset=1")?.count == 1)
  }

  @Test(arguments: ["3", "1000000000000", "1000000000000000"])
  func `a total can be anything`(total: String) throws {
    var marketplace = try marketplace("--total", total)
    for path in [tokensPath, "/public/v1/accounts/modules", "/public/v1/accounts/user-groups"] {
      #expect(marketplace.get(path).json["$meta"]?["pagination"]?["total"] == .number(total))
    }
  }

  @Test func `reads lag behind a write as often as configured, by id and in lists`() throws {
    var marketplace = try marketplace("--read-lag", "2")
    #expect(marketplace.put("TKN-0000-0002", #"{"name": "New"}"#).json["name"] == .string("New"))
    #expect(marketplace.get(exporter).json["name"] == .string("Exporter"))
    #expect(marketplace.get("\(tokensPath)?eq(id,%22TKN-0000-0003%22)").json["data"]?[0]?["revision"] == .number("10"))
    let listed = marketplace.get("\(tokensPath)?eq(id,%22TKN-0000-0002%22)").json["data"]?[0]
    #expect(listed?["name"] == .string("Exporter") && listed?["revision"] == .number("9"))
    #expect(marketplace.get(exporter).json["name"] == .string("New"))
  }

  @Test func `a late write is never answered, and is carried out after later requests`() throws {
    var marketplace = try marketplace("--fault", "late-2@PUT:first=1")
    let lost = marketplace.put("TKN-0000-0002", #"{"name": "Late"}"#)
    #expect(lost.delivery == .never)
    #expect(marketplace.get(exporter).json["name"] == .string("Exporter"))
    #expect(marketplace.put("TKN-0000-0002", #"{"name": "Again"}"#).json["name"] == .string("Again"))
    let end = marketplace.get(exporter).json
    #expect(end["name"] == .string("Late") && end["revision"] == .number("11"))
  }

  @Test func `single lists can be redirected to another host`() throws {
    var marketplace = try marketplace("--fault", "redirect@lists:at=2")
    #expect(marketplace.get(tokensPath).status == 200)
    let answer = marketplace.get(tokensPath)
    #expect(answer.status == 302)
    #expect(answer.header("Location")?.hasPrefix("http://localhost:") == true)
    #expect(marketplace.get(tokensPath).status == 200)
  }

  @Test(arguments: [("modules", [403, 200, 200]), ("groups", [200, 403, 200])])
  func `the catalogue and the groups can fail alone`(place: String, statuses: [Int]) throws {
    var marketplace = try marketplace("--fault", "status-403-before@\(place)")
    let paths = ["/public/v1/accounts/modules", "/public/v1/accounts/user-groups", tokensPath]
    #expect(paths.map { marketplace.get($0).status } == statuses)
  }
}
