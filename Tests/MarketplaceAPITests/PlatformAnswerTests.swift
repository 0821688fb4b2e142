import FoundationEssentials
import MarketplaceAPI
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("A platform that leaves out what is null")
struct PlatformAnswerTests {
  private static let select = "-token,+audit,+lastAccessAt,+description,+icon,+extensions"
  private static let canary = "CANARYCANARY"

  /// A token that has no description, icon, extensions and last use, and a secret if it was not deselected.
  private static func token(_ id: String, _ call: ScriptedPlatform.Call, modules: String = #"[{"id":"MOD-1756"}]"#)
    -> String
  {
    let secret = call.select?.contains("-token") == true ? "" : #""token":"idt:\#(id):\#(canary)","#
    return
      #"{"id":"\#(id)","name":"A",\#(secret)"status":"Active","account":{"id":"ACC-5563-4382"},"modules":\#(modules)}"#
  }

  private static func page(_ elements: [String], omitted: String = "[]") -> ScriptedPlatform.Answer {
    .ok(
      #"{"$meta":{"pagination":{"total":\#(elements.count)},"omitted":\#(omitted)},"data":[\#(elements.joined(separator: ","))]}"#
    )
  }

  private static let whole = LiveToken(
    id: "TKN-0000-0001", texts: .known(name: "A"),
    modules: .known([LiveModule(id: "MOD-1756", filters: .known(.none))]),
    extensions: .known(.absent), account: Account(id: "ACC-5563-4382"), status: .active, lastAccessAt: .known(nil))

  @Test func `a thousand tokens are ten requests`() async throws {
    let ids = (1...1_000).map { TokenID("TKN-1000-" + String($0 + 1_000)) }
    try await ScriptedPlatform.run { call in
      Self.page(call.ids.map { Self.token($0, call) })
    } _: { platform in
      let readings = try await platform.read(ids)
      #expect(readings.compactMap(\.token).map(\.id) == ids)
      #expect(platform.calls.count == 10)
      #expect(platform.calls.allSatisfy { $0.path == "api-tokens" && $0.select == Self.select })
    }
  }

  @Test func `lists are read side by side`() async throws {
    let ids = (1...300).map { TokenID("TKN-1000-" + String($0 + 1_000)) }
    let arrived = Watched(0)
    try await ScriptedPlatform.run(parallelism: 3) { call in
      // No list is answered before all three have arrived.
      arrived.change { $0 += 1 }
      arrived.block { $0 == 3 }
      return Self.page(call.ids.map { Self.token($0, call) })
    } _: { platform in
      let readings = try await platform.read(ids)
      #expect(readings.compactMap(\.token).map(\.id) == ids)
    }
  }

  @Test func `tokens of other accounts are left out of an inventory, whatever the platform filters`() async throws {
    try await ScriptedPlatform.run { call in
      let (own, other) = (Self.token("TKN-0000-0001", call), Self.token("TKN-0000-0002", call))
      return Self.page([own, other.replacing("ACC-5563-4382", with: "ACC-9999-9999")])
    } _: { platform in
      let tokens = try await platform.reader.allTokens(of: ["ACC-5563-4382"], fields: [])
      #expect(tokens.map(\.id) == ["TKN-0000-0001"])
      #expect(platform.calls.first?.query.hasPrefix(#"in(account.id,("ACC-5563-4382"))&order=id&"#) == true)
    }
  }

  @Test func `a subtractive select that is refused is sent once more with the additions alone, and then no more`()
    async throws
  {
    try await ScriptedPlatform.run { call in
      call.select?.contains("-token") == true ? .status(400) : Self.page(call.ids.map { Self.token($0, call) })
    } _: { platform in
      for _ in 1...2 {
        let readings = try await platform.read(["TKN-0000-0001"])
        #expect(readings == [.found(Self.whole)])
      }
      let additions = String(Self.select.dropFirst("-token,".count))
      #expect(platform.calls.map(\.select) == [Self.select, additions, additions])
      #expect(!platform.recorded.contains(Self.canary), "the secret that came is not recorded")
    }
  }

  @Test func `a select that is always refused is dropped, and members that need it are unknown`()
    async throws
  {
    try await ScriptedPlatform.run { call in
      call.select != nil
        ? .status(400) : Self.page(call.ids.map { Self.token($0, call) }, omitted: #"["audit","lastAccessAt"]"#)
    } _: { platform in
      var expected = Self.whole
      expected.lastAccessAt = .omitted
      for _ in 1...2 {
        let readings = try await platform.read(["TKN-0000-0001"])
        #expect(readings == [.found(expected)])
      }
      #expect(platform.calls.map { $0.select?.count ?? 0 } == [Self.select.count, Self.select.count - 7, 0, 0])
      #expect(!platform.recorded.contains(Self.canary))
    }
  }

  @Test func `members that a list omits by default are selected by name, learned once per run`() async throws {
    try await ScriptedPlatform.run { call in
      let isAsked = call.select?.contains("+modules") == true
      let tokens = call.ids.map { id in
        isAsked ? Self.token(id, call) : Self.token(id, call).replacing(#","modules":[{"id":"MOD-1756"}]"#, with: "")
      }
      return Self.page(tokens, omitted: isAsked ? "[]" : #"["modules"]"#)
    } _: { platform in
      for _ in 1...2 {
        let readings = try await platform.read(["TKN-0000-0001"])
        #expect(readings == [.found(Self.whole)])
      }
      #expect(platform.calls.map(\.select) == [Self.select, Self.select + ",+modules", Self.select + ",+modules"])
    }
  }

  @Test func `modules that a list leaves out are read by id, and are none if they are not there either`() async throws {
    try await ScriptedPlatform.run { call in
      let tokens = call.ids.map { Self.token($0, call).replacing(#","modules":[{"id":"MOD-1756"}]"#, with: "") }
      return call.path == "api-tokens" ? Self.page(tokens) : .ok(tokens[0])
    } _: { platform in
      var expected = Self.whole
      expected.modules = .known([])
      let readings = try await platform.read(["TKN-0000-0001"])
      #expect(readings == [.found(expected)])
      #expect(platform.calls.map(\.path) == ["api-tokens", "api-tokens/TKN-0000-0001"])
      #expect(platform.calls.last?.select == Self.select + ",+name,+modules")
    }
  }

  @Test func `a member that never comes is not known, and its token is read by id once`() async throws {
    try await ScriptedPlatform.run { call in
      let tokens = call.ids.map {
        Self.token($0, call).replacing(#""name":"A""#, with: #""name":"A","$meta":{"omitted":["description"]}"#)
      }
      return call.path == "api-tokens" ? Self.page(tokens) : .ok(tokens[0])
    } _: { platform in
      var expected = Self.whole
      expected.texts[.description] = .omitted
      let readings = try await platform.read(["TKN-0000-0001"])
      #expect(readings == [.found(expected)])
      #expect(platform.calls.map(\.path) == ["api-tokens", "api-tokens/TKN-0000-0001"])
    }
  }

  @Test(arguments: ["all-members", "left-out", "omitted-by-default", "omitted-by-the-list", "older-form"])
  func `a recorded page reads as the same tokens`(_ shape: String) async throws {
    let ada = LastChange(at: "2026-05-02T10:00:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith")
    let grace = LastChange(at: "2026-11-20T08:12:00.000Z", byID: "USR-8765-4321", byName: "Grace Jones")
    let account = Account(id: "ACC-5563-4382", name: "Intelli Industries", type: "Client")
    let exporter = LiveToken(
      id: "TKN-1671-0642", texts: .known(name: "Billing exporter", description: "Reads invoices nightly."),
      modules: .known([
        .held("MOD-1756", name: "Access Management", buyers: ["BUY-2844-0294", "BUY-7310-3075"]),
        .held("MOD-9042", name: "Account management"),
      ]), extensions: .known(.listed(.all)), account: account, status: .active, revision: 7,
      created: LastChange(at: "2026-04-20T08:12:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith"),
      lastChange: grace,
      lastAccessAt: .known("2026-11-22T03:00:00.000Z"))
    let archive = LiveToken(
      id: "TKN-4134-7330", texts: .known(name: "Archive", icon: "/icons/archive.png"),
      modules: .known([.held("MOD-9042", name: "Account management")]),
      extensions: .known(.listed(.only(["EXT-6587-4477"]))), account: account, status: .disabled, revision: 1,
      created: ada, lastChange: ada,
      lastAccessAt: .known(nil))
    let list = try Self.fixture(shape)
    let byID = [exporter.id: try Self.fixture(exporter.id.rawValue), archive.id: try Self.fixture(archive.id.rawValue)]
    try await ScriptedPlatform.run { call in
      call.path == "api-tokens" ? .ok(list) : byID[TokenID(call.ids[0])].map { .ok($0) } ?? .status(404)
    } _: { platform in
      let readings = try await platform.read([exporter.id, archive.id])
      #expect(readings.map(\.withAbsentAsAll) == [.found(exporter), .found(archive)])
      #expect(!platform.recorded.contains(Self.canary))
    }
  }

  private static func fixture(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return String(decoding: try Data(contentsOf: folder.appending(path: name + ".json")), as: UTF8.self)
  }

  @Test func `an answer to PUT without the text that was cleared says that it is cleared`() async throws {
    let position = SourcePosition(file: "tokens.yaml", line: 1, column: 1)
    let change = TokenChange(
      id: "TKN-0000-0001", position: position,
      texts: [TextChange(field: .description, before: "B", after: nil, position: position)])
    try await ScriptedPlatform.run { call in
      .ok(Self.token("TKN-0000-0001", call))
    } _: { platform in
      let report = await Applier(
        reader: platform.reader, writer: platform.writer,
        retries: RetryPolicy(maximumRetries: 0, pause: { _ in }, random: { 0 }), parallelism: 1, failFast: false
      ).apply([change])
      #expect(report.results.map(\.outcome) == [.applied])
      #expect(platform.calls.map(\.method) == ["PUT"], "nothing is left to read")
    }
  }
}

extension TokenReading {
  /// Some shapes answer null for all extensions, and others leave it out.
  fileprivate var withAbsentAsAll: TokenReading {
    guard case .found(var token) = self, case .known(let extensions) = token.extensions else { return self }
    token.extensions = .known(.listed(extensions.scope))
    return .found(token)
  }
}
