package import Planning
import Locking
import Testing
package import TokenModel

/// A kind of platform that planning and applying can work on.
package protocol PlatformMaker: Sendable {
  /// Hands the body a fresh platform that holds ``PlatformConformance/tokens`` and nothing else.
  func withPlatform(
    in trouble: PlatformTrouble?, _ body: (_ reader: any TokenReader, _ writer: any TokenWriter) async throws -> Void
  ) async throws

  /// Whether the caller may read the catalogue of modules.
  var opensCatalogue: Bool { get }
}

extension PlatformMaker {
  package var opensCatalogue: Bool { true }
}

/// What a platform can be made to do to its callers.
package enum PlatformTrouble: Sendable {
  /// Every call is answered with 401.
  case credentialRefused
  /// Reading this token fails on the platform's side.
  case unreadable(TokenID)
  /// A PUT is answered with 400.
  case writesRefused
  /// A PUT is answered with 429.
  case writesThrottled
  /// A PUT is carried out and answered with 502.
  case writeAnswersLost
  /// A PUT is carried out and answered with id and revision alone.
  case writeAnswersMinimal
}

/// What planning and applying rely on, whatever the platform is.
package struct PlatformConformance: Sendable {
  let maker: any PlatformMaker

  package init(_ maker: any PlatformMaker) {
    self.maker = maker
  }

  package static let exporter = LiveToken(
    id: "TKN-0000-0002",
    texts: .known(name: "Exporter", description: "Reads invoices.", icon: "icons/exporter.png"),
    modules: .known([
      LiveModule(id: "MOD-0001", name: "Billing", filters: .known(ModuleFilters(buyers: ["BUY-2844-0294"]))),
      LiveModule(id: "MOD-0002", name: "Catalog", filters: .known(.none)),
    ]),
    extensions: .known(.listed(.only(["EXT-1111-0001", "EXT-6587-4477"]))), account: account, status: .active,
    revision: 9, created: ada, lastChange: ada,
    lastAccessAt: .known("2026-05-01T00:00:00.000Z"))

  package static let archive = LiveToken(
    id: "TKN-0000-0003", texts: .known(name: "Archive"),
    modules: .known([LiveModule(id: "MOD-0001", name: "Billing", filters: .known(.none))]),
    extensions: .known(.listed(.only(["EXT-6587-4477"]))), account: account, status: .disabled, revision: 1,
    created: ada, lastChange: ada,
    lastAccessAt: .known(nil))

  package static let tokens = [exporter, archive]
  package static let catalogue = [
    CatalogueModule(id: "MOD-0001", name: "Billing"), CatalogueModule(id: "MOD-0002", name: "Catalog"),
    CatalogueModule(id: "MOD-0003", name: "Commerce"),
  ]
  package static let accountID: AccountID = "ACC-1000-0001"
  private static let account = Account(id: "ACC-1000-0001", name: "Intelli Industries", type: "Client")
  private static let ada = LastChange(at: "2026-04-20T08:12:00.000Z", byID: "USR-1234-5678", byName: "Ada Smith")

  static let missing: TokenID = "TKN-9999-9999"
  static let nowhere = SourcePosition(file: "tokens.yaml", line: 1, column: 1)

  /// Runs every check.
  package func check() async throws {
    try await checkReading()
    try await checkFailingReads()
    try await checkWriting()
    try await checkFailingWrites()
  }

  func queries(_ ids: TokenID...) -> [TokenQuery] {
    ids.map { TokenQuery($0, fields: Set(TokenField.allCases)) }
  }

  private func checkReading() async throws {
    try await maker.withPlatform(in: nil) { reader, _ in
      let read = Locked(0)
      let readings = try await reader.tokens(queries(Self.exporter.id, Self.missing, Self.archive.id)) { count in
        read.withLock { $0 += count }
      }
      #expect(readings[Self.exporter.id] == .found(Self.exporter))
      #expect(readings[Self.archive.id] == .found(Self.archive))
      #expect(readings[Self.missing] == .missing, "what is not there is missing, and has an answer")
      #expect(readings.count == 3)
      #expect(read.withLock { $0 } == 3, "progress counts every token once")
      #expect(try await reader.tokens([], progress: { _ in }).isEmpty)
      #expect(try await reader.token(Self.exporter.id) == .found(Self.exporter))
      #expect(try await reader.token(Self.missing) == .missing)
      if maker.opensCatalogue { #expect(try await reader.modules().map(\.withoutRules) == Self.catalogue) }
      let groups = try await reader.defaultGroups(of: [Self.accountID])
      #expect(groups.map { $0.modules.map(\.withoutRules) } == [Self.catalogue])
      #expect(try await reader.defaultGroups(of: ["ACC-9999-9999"]).isEmpty)
      let fields = Set(TokenField.allCases)
      #expect(try await reader.allTokens(of: [], fields: fields) == Self.tokens)
      #expect(try await reader.allTokens(of: [Self.account.id], fields: fields) == Self.tokens)
      #expect(try await reader.allTokens(of: ["ACC-9999-9999"], fields: fields).isEmpty)
    }
  }

  private func checkFailingReads() async throws {
    try await maker.withPlatform(in: .unreadable(Self.exporter.id)) { reader, _ in
      let readings = try await reader.tokens(queries(Self.exporter.id)) { _ in }
      #expect(readings[Self.exporter.id]?.failure?.kind == .outcomeUnknown, "a failure is no absence")
      #expect(try await reader.token(Self.exporter.id).failure?.kind == .outcomeUnknown)
      #expect(try await reader.token(Self.archive.id) == .found(Self.archive))
    }
    try await maker.withPlatform(in: .credentialRefused) { reader, writer in
      let calls: [() async throws -> Void] = [
        { _ = try await reader.tokens(queries(Self.exporter.id, Self.missing)) { _ in } },
        { _ = try await reader.token(Self.exporter.id) }, { _ = try await reader.modules() },
        { _ = try await writer.update(renaming("New"), attempt: 1) },
      ]
      for call in calls {
        let failure = await #expect(throws: CallError.self) { try await call() }
        #expect(failure?.kind == .unauthorized && failure?.isFatal == true)
      }
    }
    try await maker.withPlatform(in: nil) { reader, writer in
      let calls: [@Sendable () async throws -> Void] = [
        { _ = try await reader.tokens(queries(Self.exporter.id)) { _ in } },
        { _ = try await reader.token(Self.exporter.id) }, { _ = try await writer.update(renaming("New"), attempt: 1) },
      ]
      for call in calls {
        let cancelled = Task {
          withUnsafeCurrentTask { $0?.cancel() }
          try await call()
        }
        let failure = await #expect(throws: CallError.self) { try await cancelled.value }
        #expect(failure?.kind == .interrupted)
      }
      let after = try await reader.token(Self.exporter.id)
      #expect(after == .found(Self.exporter), "nothing was written")
    }
  }
}

extension CatalogueModule {
  /// Platforms may tell more of a module than was put in.
  fileprivate var withoutRules: CatalogueModule { CatalogueModule(id: id, name: name) }
}

extension TokenReading {
  var failure: CallError? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}
