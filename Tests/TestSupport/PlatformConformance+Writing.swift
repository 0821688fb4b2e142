import Planning
import Testing
import TokenModel

extension PlatformConformance {
  func checkWriting() async throws {
    try await checkTexts()
    try await checkModules()
    try await maker.withPlatform(in: nil) { _, writer in
      let change = TokenDelta(TokenChange(id: Self.missing, position: Self.nowhere, texts: [text(.name, nil, "New")]))
      let failure = await #expect(throws: CallError.self) { try await writer.update(change, attempt: 1) }
      #expect(failure?.kind == .refused && failure?.status == 404)
    }
  }

  private func checkTexts() async throws {
    try await expect(
      "only what is named changes, verbatim", after: renaming(" Ünïcode \"quoted\"\n"),
      { $0.texts[.name] = .known(" Ünïcode \"quoted\"\n") })
    try await expect(
      "null clears a text",
      after: TokenDelta(
        TokenChange(
          id: Self.exporter.id, position: Self.nowhere,
          texts: [text(.description, "Reads invoices.", nil), text(.icon, "icons/exporter.png", nil)])),
      { token in
        token.texts[.description] = .known(nil)
        token.texts[.icon] = .known(nil)
      })
  }

  private func checkModules() async throws {
    let billing = HeldModule(id: "MOD-0001", filters: ModuleFilters(buyers: ["BUY-2844-0294"]))
    let catalog = HeldModule(id: "MOD-0002", filters: .none)
    let commerce = HeldModule(id: "MOD-0003", filters: ModuleFilters(buyers: ["BUY-0000-0001", "BUY-0000-0002"]))
    let held = LiveModule(id: "MOD-0001", name: "Billing", filters: .known(billing.filters))
    try await expect(
      "the list of modules is replaced as a whole, and filters that are sent are kept",
      after: modules(from: [billing, catalog], to: [billing, commerce]),
      { $0.modules = .known([held, LiveModule(id: "MOD-0003", name: "Commerce", filters: .known(commerce.filters))]) })
    let open = HeldModule(id: "MOD-0001", filters: .none)
    try await expect(
      "a filter can be taken away", after: modules(from: [billing, catalog], to: [open, catalog]),
      {
        $0.modules = .known([
          LiveModule(id: "MOD-0001", name: "Billing", filters: .known(.none)),
          LiveModule(id: "MOD-0002", name: "Catalog", filters: .known(.none)),
        ])
      })
  }

  func checkFailingWrites() async throws {
    let failing: [(PlatformTrouble, CallError.Kind, LiveToken)] = [
      (.writesRefused, .refused, Self.exporter), (.writesThrottled, .notExecuted, Self.exporter),
      (.writeAnswersLost, .outcomeUnknown, Self.exporter.renamed("New")),
    ]
    for (trouble, kind, held) in failing {
      try await maker.withPlatform(in: trouble) { reader, writer in
        let failure = await #expect(throws: CallError.self) { try await writer.update(renaming("New"), attempt: 1) }
        #expect(failure?.kind == kind)
        let after = try await reader.token(Self.exporter.id)
        #expect(after.token?.managed == held.managed)
      }
    }
    try await maker.withPlatform(in: .writeAnswersMinimal) { reader, writer in
      let answer = try await writer.update(renaming("New"), attempt: 1).token
      #expect(answer.id == Self.exporter.id && answer.revision == 10)
      #expect(!TokenField.allCases.contains { answer.contains([$0]) }, "what was not answered is not known")
      #expect(try await reader.token(Self.exporter.id).token?.name == "New")
    }
  }

  /// Writes, and expects the answer and the token to be as they were but for these changes.
  private func expect(_ rule: Comment, after delta: TokenDelta, _ change: (inout LiveToken) -> Void) async throws {
    var expected = Self.exporter.managed
    change(&expected)
    expected.revision = 10
    try await maker.withPlatform(in: nil) { reader, writer in
      let answer = try await writer.update(delta, attempt: 1).token
      #expect(answer.managed == expected, rule)
      let after = try #require(try await reader.token(delta.id).token)
      #expect(after.managed == expected, rule)
      #expect(after.lastChange != Self.exporter.lastChange, "a write shows in the audit")
      #expect(after.lastAccessAt == Self.exporter.lastAccessAt)
      #expect(try await reader.token(Self.archive.id) == .found(Self.archive), "no other token changes")
      let again = try await writer.update(delta, attempt: 1).token
      #expect(again.revision == 11, "every PUT raises the revision, also one that changes nothing")
    }
  }

  func renaming(_ name: VerbatimText) -> TokenDelta {
    TokenDelta(TokenChange(id: Self.exporter.id, position: Self.nowhere, texts: [text(.name, "Exporter", name)]))
  }

  private func modules(from before: [HeldModule], to after: [HeldModule]) -> TokenDelta {
    let modules = ModulesChange(before: before, after: after, position: Self.nowhere)
    return TokenDelta(TokenChange(id: Self.exporter.id, position: Self.nowhere, modules: modules))
  }

  private func text(_ field: TextField, _ before: VerbatimText?, _ after: VerbatimText?) -> TextChange {
    TextChange(field: field, before: before, after: after, position: Self.nowhere)
  }
}

extension LiveToken {
  /// Without what the platform alone decides, and what the answer to a PUT may leave out.
  fileprivate var managed: LiveToken {
    var token = self
    token.created = nil
    token.lastChange = nil
    token.lastAccessAt = .omitted
    return token
  }

  fileprivate func renamed(_ name: VerbatimText) -> LiveToken {
    var token = self
    token.texts[.name] = .known(name)
    token.revision = revision.map { $0 + 1 }
    return token
  }
}

extension TokenReading {
  fileprivate var token: LiveToken? {
    if case .found(let token) = self { token } else { nil }
  }
}
