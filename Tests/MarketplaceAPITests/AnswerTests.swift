import HTTPTransport
@testable import MarketplaceAPI
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Endpoints")
struct EndpointTests {
  @Test(arguments: [
    ("https://api.platform.softwareone.com", "https://api.platform.softwareone.com"),
    ("https://API.Platform.SoftwareOne.com/", "https://api.platform.softwareone.com"),
    ("https://api.platform.softwareone.com/public", "https://api.platform.softwareone.com"),
    ("https://api.platform.softwareone.com/public/v1/", "https://api.platform.softwareone.com"),
    ("https://api.platform.softwareone.com:443", "https://api.platform.softwareone.com"),
    ("https://gateway.test:8443/market/public/", "https://gateway.test:8443/market"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://localhost/public", "http://localhost"),
    ("http://[::1]:80", "http://[::1]"),
  ])
  func `one form for all ways of writing it`(_ written: String, _ normalised: String) throws {
    #expect(try Endpoint(parsing: written).text == normalised)
  }

  @Test(arguments: [
    "", "api.platform.softwareone.com", "http://api.platform.softwareone.com", "ftp://localhost", "https://",
    "https://user:secret@host", "http://localhost@evil.test", "http://127.0.0.1.evil.test", "http://2130706433",
    "http://0x7f.0.0.1", "https://host?x=1", "https://host#x", "https://host:0", "https://host:99999", "https://[::1",
    "https://ho st", "https://host\nx", "https://host/a/../b", "https://host/.", "https://host/..;/b",
    "https://host/a/.;x=1",
    "http://127.0.0.1\\@evil.test",
    "http://localhost.", "https://host/%2e%2e", "https:/host", "https:///host", "https://host\\@evil.test",
    "https://h%6fst", "https://höst", "https://host:-1", "https://host:80:80", "https://2130706433",
  ])
  func `what is not an endpoint is refused`(_ written: String) {
    let error = #expect(throws: TransportError.self) { try Endpoint(parsing: written) }
    #expect(error?.kind == .badURL && error?.message.hasPrefix("the endpoint is not valid: ") == true)
    #expect(error?.message.contains("secret") == false)
  }
}

@Suite("Problem details")
struct ProblemDetailsTests {
  @Test(
    arguments: [
      (#"{"title":"Bad Request","detail":"No."}"#, "No."),
      (#"{"title":"Bad Request"}"#, "Bad Request"),
      (#"{"details":"No."}"#, "No."),
      (
        #"{"title":"T","errors":{"name":["is required","is short"],"icon":["is odd"]}}"#,
        "T; icon: is odd; name: is required; name: is short"
      ),
      (#"{"title":"T","errors":[{"message":"is odd","properties":["icon"]},{"message":"no"}]}"#, "T; icon: is odd; no"),
      (#"{"title":"T","errors":{"name":"is short","icon":7}}"#, "T; name: is short"),
      (
        #"{"title":"T","errors":[7,{"message":"is odd","properties":["modules[0].id","icon"]},{"properties":"name"}]}"#,
        "T; modules[0].id, icon: is odd; name: refused"
      ),
      ("<html>Bad gateway</html>", nil), ("", nil), ("[]", nil), ("{}", nil), (#"{"title":7,"errors":"x"}"#, nil),
    ] as [(String, String?)])
  func `what an error says`(_ body: String, _ text: String?) {
    #expect(ProblemDetails(body: Array(body.utf8), mask: SecretMask()).text == text)
  }

  @Test func `the trace ID is kept`() {
    #expect(
      ProblemDetails(body: Array(#"{"title":"T","traceId":"00-ab-cd"}"#.utf8), mask: SecretMask()).traceID == "00-ab-cd"
    )
  }

  @Test func `a very long text is shortened and says so`() {
    let long = String(repeating: "x", count: 5_000)
    let text = ProblemDetails(body: Array(#"{"detail":"\#(long)"}"#.utf8), mask: SecretMask()).text
    #expect(text?.hasSuffix("… (4000 more characters)") == true)
  }

  @Test func `an error answer of megabytes is not read, since masking it would take long`() {
    let body = Array(#"{"detail":"\#(String(repeating: ":tkn-1x", count: 150_000))","traceId":"x"}"#.utf8)
    let problem = ProblemDetails(body: body, mask: SecretMask())
    #expect(problem.text == nil && problem.traceID == nil)
  }

  @Test(arguments: [1, 20, 39]) func `a secret at the place where a text is cut is not shown in part`(before: Int) {
    let credential = String((0..<40).map { Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8($0))) })
    let filler = String(repeating: ".", count: 1_000 - before)
    let body = "{\"detail\":\"\(filler)\(credential.replacing("\\", with: "\\\\")) refused\"}"
    let text = ProblemDetails(body: Array(body.utf8), mask: SecretMask(credential: Secret(credential))).text
    #expect(text?.contains("AB") == false && text?.contains("[masked") == (before >= 7), "\(text ?? "")")
  }

  @Test func `each field error is shown, however long, until there are too many`() {
    let errors = (1...60).map { #""f\#($0)":["\#(String(repeating: "x", count: 900))"]"# }.joined(separator: ",")
    let text = ProblemDetails(body: Array(#"{"title":"T","errors":{\#(errors)}}"#.utf8), mask: SecretMask()).text ?? ""
    #expect(text.split(separator: "; ").count == 51)
    #expect(text.hasSuffix("; 11 more errors"))
  }
}

@Suite("Update bodies")
struct UpdateBodyTests {
  private let position = SourcePosition(file: "tokens.yaml", line: 1, column: 1)

  private func body(_ change: TokenChange) -> String {
    String(decoding: TokenDelta(change).body, as: UTF8.self)
  }

  @Test func `only what differs is in it`() {
    let change = TokenChange(
      id: "TKN-0000-0001", name: "Old", position: position,
      texts: [TextChange(field: .description, before: "x", after: nil, position: position)])
    #expect(body(change) == #"{"description":null}"#)
  }

  @Test(
    arguments: [
      (.only(["EXT-6587-4477"]), #"{"extensions":[{"id":"EXT-6587-4477"}]}"#), (.all, #"{"extensions":null}"#),
      (.none, #"{"extensions":[]}"#),
    ] as [(ExtensionScope, String)])
  func `extensions are null for all, or a whole list of references`(_ after: ExtensionScope, _ expected: String) {
    let before = ExtensionScope.only(["EXT-1111-0001"])
    let extensions = ExtensionsChange(before: before, after: after, position: position)
    #expect(body(TokenChange(id: "TKN-0000-0001", position: position, extensions: extensions)) == expected)
  }

  @Test func `modules are whole with the filters that the token has or wants`() {
    let change = TokenChange(
      id: "TKN-0000-0001", position: position,
      modules: ModulesChange(
        before: [
          HeldModule(id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-0000-0001"])),
          HeldModule(id: "MOD-0002", filters: ModuleFilters(buyers: ["BUY-0000-0001"])),
          HeldModule(id: "MOD-0003", filters: .none),
        ],
        after: [
          HeldModule(id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-0000-0001"])),
          HeldModule(id: "MOD-0002", filters: .none), HeldModule(id: "MOD-0004", filters: .none),
        ], position: position))
    #expect(
      body(change)
        == #"{"modules":[{"id":"MOD-0001","filters":{"group.buyers":["BUY-0000-0001"]}},{"id":"MOD-0002","filters":{}},{"id":"MOD-0004"}]}"#
    )
  }
}
