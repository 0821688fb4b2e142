import CommandLineKit
import Testing

@testable import MarketplaceSandbox

@Suite("Misbehaviour")
struct MisbehaviourTests {
  private let exporter = "\(tokensPath)/TKN-0000-0002"

  @Test
  func `--reject-select refuses any select`() throws {
    var marketplace = try marketplace("--reject-select")
    #expect(marketplace.get("\(tokensPath)?select=-token").status == 400)
    #expect(marketplace.get("\(exporter)?select=-token").status == 400)
    #expect(marketplace.get("/public/v1/accounts/modules?select=-description").status == 400)
    #expect(marketplace.get(tokensPath).status == 200)
  }

  @Test(arguments: [400, 403])
  func `--reject-lists refuses lists of tokens and nothing else`(status: Int) throws {
    var marketplace = try marketplace("--reject-lists=\(status)")
    #expect(marketplace.get(tokensPath).status == status)
    #expect(marketplace.get(exporter).status == 200)
    #expect(marketplace.get("/public/v1/accounts/modules").status == 200)
  }

  @Test
  func `--redirect-lists points to another host`() throws {
    var marketplace = try marketplace("--redirect-lists")
    var request = request("GET", "\(tokensPath)?limit=5")
    request.headers["host"] = "127.0.0.1:8080"
    let answer = marketplace.answer(to: request)
    #expect(answer.status == 302)
    #expect(answer.header("Location") == "http://localhost:8080/elsewhere\(tokensPath)?limit=5")
  }

  @Test
  func `--ignore-filters lists everything, and still refuses a faulty filter`() throws {
    var marketplace = try marketplace("--ignore-filters")
    #expect(marketplace.ids("eq(revision,9)")?.count == 4)
    #expect(marketplace.get("\(tokensPath)?eq(nonsense,9)").status == 400)
  }

  @Test
  func `--omit leaves a property out of lists, says so, and gives it when it is selected`() throws {
    var marketplace = try marketplace("--omit", "name", "--omit", "modules")
    let token = marketplace.get("\(tokensPath)?eq(revision,9)").json["data"]?[0]
    #expect(token?["name"] == nil)
    #expect(token?["$meta"]?["omitted"] == .array(["name", "modules", "audit"].map { .string($0) }))
    #expect(marketplace.get("\(tokensPath)?select=%2Bname").json["data"]?[0]?["name"] == .string("Pipeline"))
    #expect(marketplace.get(exporter).json["name"] == .string("Exporter"))
  }

  @Test
  func `--omit-silently leaves a property out of lists without a word`() throws {
    var marketplace = try marketplace("--omit-silently", "name")
    let token = marketplace.get(tokensPath).json["data"]?[0]
    #expect(token?["name"] == nil)
    #expect(token?["$meta"]?["omitted"] == .array([.string("audit")]))
    #expect(marketplace.get(exporter).json["name"] == .string("Exporter"))
  }

  @Test
  func `--lists-without-filters leaves the filters out of lists, not out of single tokens`() throws {
    var marketplace = try marketplace("--lists-without-filters")
    let listed = marketplace.get("\(tokensPath)?eq(revision,9)").json["data"]?[0]
    #expect(listed?["modules"]?[0]?.names.contains("filters") == false)
    #expect(marketplace.get(exporter).json["modules"]?[0]?.names.contains("filters") == true)
  }

  @Test
  func `--null-total, --page-cap and --short-pages change what a page says and holds`() throws {
    var marketplace = try marketplace("--null-total", "--page-cap", "3", "--short-pages")
    let first = marketplace.get("\(tokensPath)?limit=100").json
    #expect(first["$meta"]?["pagination"]?["total"] == .null)
    #expect(first["$meta"]?["pagination"]?["limit"] == .number("3"))
    #expect(first["data"]?.array?.count == 2)
    #expect(marketplace.ids("limit=100&offset=2") == ["TKN-0000-0003", "TKN-0000-0004"])
  }

  @Test
  func `--no-revision, --empty-for-null and --unknown-members change what tokens look like`() throws {
    var marketplace = try marketplace("--no-revision", "--empty-for-null", "--unknown-members")
    let token = marketplace.get("\(tokensPath)/TKN-0000-0001?select=%2Baudit").json
    #expect(token["revision"] == nil)
    #expect(token["description"] == .string(""))
    #expect(token["x-future"] != nil)
    #expect(token["modules"]?[0]?["x-future"] != nil)
    #expect(token["audit"]?["updated"]?["by"]?["x-future"] != nil)
    #expect(marketplace.get(tokensPath).json["links"] != nil)
  }

  @Test
  func `--drop-writes and --normalise-text store other values than were sent`() throws {
    var marketplace = try marketplace("--drop-writes", "modules", "--normalise-text")
    let body = #"{"name": " Exporter  ", "modules": [{"id": "MOD-0003"}]}"#
    let token = marketplace.put("TKN-0000-0002", body).json
    #expect(token["name"] == .string("Exporter"))
    #expect(token["modules"]?.array?.count == 2)
    #expect(token["revision"] == .number("10"))
  }

  @Test
  func `--minimal-put-answers answers a PUT with id and revision alone`() throws {
    var marketplace = try marketplace("--minimal-put-answers")
    #expect(marketplace.put("TKN-0000-0002", "{}").text == #"{"id":"TKN-0000-0002","revision":10}"#)
  }

  @Test
  func `--unknown-filter gives a token, or a module wherever it is held, a filter that a write loses`() throws {
    var marketplace = try marketplace("--unknown-filter", "MOD-0002", "--unknown-filter", "TKN-0000-0003")
    for (id, module) in [("TKN-0000-0002", 1), ("TKN-0000-0003", 0), ("TKN-0000-0004", 0)] {
      let filters = marketplace.get("\(tokensPath)/\(id)").json["modules"]?[module]?["filters"]
      #expect(filters?["group.sellers"] != nil)
    }
    #expect(throws: UsageError.self) { try MarketplaceSandboxTests.marketplace("--unknown-filter", "TKN-8") }
  }

  @Test
  func `--errors-as-list answers errors in the other shape`() throws {
    var marketplace = try marketplace("--errors-as-list")
    let error = marketplace.put("TKN-0000-0002", #"{"revision": 1}"#).json["errors"]?[0]
    #expect(error?["message"] == .string("revision is read-only."))
    #expect(error?["properties"] == .array([.string("revision")]))
  }
}
