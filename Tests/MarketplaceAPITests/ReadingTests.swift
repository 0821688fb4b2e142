import MarketplaceAPI
import MarketplaceSandbox
import Planning
import TestSupport
import Testing
import TokenModel

extension TokenReading {
  fileprivate var token: LiveToken? {
    if case .found(let token) = self { token } else { nil }
  }
}

extension LoggedRequest {
  /// The token that is read by id.
  fileprivate var tokenID: TokenID? {
    target.firstMatch(of: /api-tokens\/(TKN-[0-9-]+)/).map { TokenID(String($0.1)) }
  }
}

@Suite("Reading over a real socket")
struct ReadingTests {
  @Test func `two hundred and fifty tokens cost three requests without secrets`() async throws {
    try await SandboxClient.run("--tokens 250") { client in
      let readings = try await client.read(client.ids(250))
      #expect(readings.values.compactMap(\.token).count == 250)
      let lists = client.sandbox.requests.filter { $0.target.contains("?in(id") }
      #expect(lists.count == 3)
      // A token without modules, whose list entry lacks the member, is read by id, once.
      let singles = client.sandbox.requests.compactMap(\.tokenID)
      #expect(try singles.sorted() == client.idsWithoutModules().sorted())
      #expect(singles.count > 5 && client.sandbox.requests.count == 3 + singles.count)
      #expect(
        lists.allSatisfy {
          $0.target.contains("select=-token,%2Baudit,%2BlastAccessAt,%2Bdescription,%2Bicon,%2Bextensions&")
        })
    }
  }

  @Test func `a thousand tokens with modules cost ten requests`() async throws {
    try await SandboxClient.run("--tokens 1100") { client in
      let bare = try Set(client.idsWithoutModules())
      let ids = try client.ids(1100).filter { !bare.contains($0) }.prefix(1000)
      let readings = try await client.read(ids)
      #expect(readings.values.compactMap(\.token).count == 1000)
      #expect(client.sandbox.requests.count == 10)
    }
  }

  /// However a deployment answers, the tokens come out the same.
  @Test(
    arguments: ["--answers older", "--answers current"],
    [
      "--reject-select", "--reject-subtractive-select", "--explicit-nulls", "--omit-always description",
      "--omit-always modules", "--omit-always lastAccessAt", "--audit-unasked", "--omitted-in list",
      "--omitted-in objects", "--reject-lists 400", "--reject-lists 403", "--redirect-lists", "--ignore-filters",
      "--omit description", "--omit-silently name", "--omit-silently modules", "--null-total", "--page-cap 7",
      "--short-pages", "--unknown-members", "--null-total --short-pages", "--reject-select --reject-lists 403",
      "--fault status-503-before@GET:first=1", "--fault truncate@lists:first=1", "--fault broken-json@lists:first=1",
      "--fault html-200@lists:first=1", "--fault close-before@lists:first=1", "--fault throttle@lists:first=1",
    ])
  func `misbehaviour changes nothing`(_ answers: String, _ option: String) async throws {
    let expected = try await SandboxClient.run("--tokens 25", answers) { try await $0.read($0.ids(25)) }
    let actual = try await SandboxClient.run("--tokens 25", answers, option) { try await $0.read($0.ids(25)) }
    #expect(actual.count == 25)
    for (id, reading) in expected {
      let token = try #require(reading.token)
      var answered = try #require(actual[id]?.token)
      if option.contains("--reject-select") {
        // Without `select`, who changed a token and when it was used need not be answered.
        answered.lastAccessAt = token.lastAccessAt
        answered.created = token.created
        answered.lastChange = token.lastChange
      }
      if option == "--explicit-nulls" {
        // Null means all extensions, and an absent list counts as all.
        #expect(answered.extensions.value?.scope == token.extensions.value?.scope)
        answered.extensions = token.extensions
      }
      #expect(answered == token)
    }
  }

  @Test func `empty text for null means the same to a plan`() async throws {
    try await SandboxClient.run("--tokens 25", "--empty-for-null") { client in
      let readings = try await client.read(client.ids(25))
      #expect(readings.values.compactMap(\.token).count == 25)
    }
  }

  @Test func `a revision that is not returned is nil`() async throws {
    try await SandboxClient.run("--no-revision") { client in
      let reading = try await client.read([client.ids(2)[1]])[client.ids(2)[1]]
      #expect(reading?.token != nil && reading?.token?.revision == nil)
    }
  }

  @Test func `filters that a list leaves out are not answered`() async throws {
    try await SandboxClient.run("--lists-without-filters") { client in
      let listed = try await client.read([client.ids(2)[1]])[client.ids(2)[1]]?.token
      #expect(listed?.modules.value?.allSatisfy { $0.filters == .notAnswered } == true)
      let whole = try await client.reader.token(client.ids(2)[1])
      #expect(whole.token?.modules.value?.contains { $0.filters == .notAnswered } == false)
    }
  }

  @Test func `a filter of an unknown kind is recognised`() async throws {
    try await SandboxClient.run("--unknown-filter TKN-0000-0001") { client in
      let token = try await client.read(client.ids(1))["TKN-0000-0001"]?.token
      #expect(token?.modules.value?.allSatisfy { $0.filters == .unsupported(["group.sellers"]) } == true)
    }
  }

  @Test func `a token that is not there is missing`() async throws {
    try await SandboxClient.run { client in
      let readings = try await client.read(["TKN-9999-9999"])
      #expect(readings == ["TKN-9999-9999": .missing])
    }
  }

  @Test func `a wrong credential ends the run`() async throws {
    try await SandboxClient.run(credential: "idt:TKN-0000-0001:wrong") { client in
      let failure = await #expect(throws: CallError.self) { try await client.read(client.ids(3)) }
      #expect(failure?.kind == .unauthorized)
      #expect(failure?.sentence.contains("wrong") == false)
    }
  }

  @Test func `a read that keeps failing is a failure with its trace ID`() async throws {
    try await SandboxClient.run("--fault status-500-before@lists") { client in
      let reading = try await client.read([client.ids(2)[1]])[client.ids(2)[1]]
      guard case .failed(let failure) = reading else {
        Issue.record("\(String(describing: reading))")
        return
      }
      #expect(failure.traceID?.isEmpty == false)
      #expect(failure.status == 500)
      #expect(client.sandbox.requests.count == 3)
    }
  }

  @Test func `the catalogue is read page by page`() async throws {
    try await SandboxClient.run("--account-type Operations", "--modules 250") { client in
      let modules = try await client.reader.modules()
      #expect(modules.count == 250)
      #expect(modules.map(\.id) == modules.map(\.id).sorted())
    }
  }
}
