import MarketplaceAPI
import MarketplaceSandbox
import Planning
import TestSupport
import Testing
import TokenModel

@Suite("Writing over a real socket")
struct WritingTests {
  private func rename(_ id: TokenID, to name: VerbatimText) -> TokenChange {
    TokenChange(
      id: id, position: SourcePosition(file: "tokens.yaml", line: 1, column: 1),
      texts: [
        TextChange(
          field: .name, before: "before", after: name, position: SourcePosition(file: "tokens.yaml", line: 2, column: 1)
        )
      ])
  }

  @Test func `a write changes what it names and nothing else`() async throws {
    try await SandboxClient.run("--unlimited-texts") { client in
      let id: TokenID = "TKN-0000-0001"
      guard case .found(var before) = try await client.reader.token(id) else {
        Issue.record("no token")
        return
      }
      let answer = try await client.writer.update(TokenDelta(rename(id, to: "Ünïcode \"quoted\"\n")), attempt: 1)
      guard case .found(let after) = try await client.reader.token(id) else {
        Issue.record("no token")
        return
      }
      #expect(answer.token.name == "Ünïcode \"quoted\"\n")
      #expect(after.revision == before.revision.map { $0 + 1 })
      before.texts = after.texts
      before.revision = after.revision
      before.lastChange = after.lastChange
      #expect(after == before)
    }
  }

  @Test(arguments: [
    ("status-500-before", CallError.Kind.outcomeUnknown), ("status-502-after", .outcomeUnknown),
    ("close-after", .outcomeUnknown),
    ("html-200", .outcomeUnknown), ("truncate", .outcomeUnknown), ("broken-json", .outcomeUnknown),
    ("throttle", .notExecuted),
    ("status-400-before", .refused), ("not-found", .refused), ("status-401-before", .unauthorized),
  ])
  func `a failed write says what it means`(_ fault: String, _ kind: CallError.Kind) async throws {
    try await SandboxClient.run("--fault \(fault)@PUT") { client in
      let delta = TokenDelta(rename("TKN-0000-0001", to: "New"))
      let failure = await #expect(throws: CallError.self) { try await client.writer.update(delta, attempt: 1) }
      #expect(failure?.kind == kind)
      #expect(failure?.call.hasPrefix("PUT http://127.0.0.1") == true)
      #expect(client.sandbox.requests.count == 1)
    }
  }

  /// Answers each request with a token, and only once the test says so: no answer overtakes a cancellation.
  private struct HeldAnswers {
    private let isUnderWay = Watched(false)
    private let mayAnswer = Watched(false)

    func answer(to call: ScriptedPlatform.Call) -> ScriptedPlatform.Answer {
      isUnderWay.change { $0 = true }
      mayAnswer.block { $0 }
      return .ok(#"{"id":"TKN-0000-0001","name":"New"}"#)
    }

    /// Cancels a task whose request the server has, and lets the server answer.
    func cancel<Value>(_ task: Task<Value, any Error>) async throws {
      let seen = await isUnderWay.value { $0 }
      #expect(seen == true)
      task.cancel()
      mayAnswer.change { $0 = true }
    }
  }

  @Test func `a read that verifies a write is awaited once it was sent, and not sent after the task was cancelled`()
    async throws
  {
    let held = HeldAnswers()
    try await ScriptedPlatform.run(answering: held.answer) { platform in
      let reader = platform.reader
      let verification = Task { try await reader.tokenAfterWrite("TKN-0000-0001") }
      try await held.cancel(verification)
      let verified = try await verification.value
      #expect(verified.token?.id == "TKN-0000-0001")
      let later = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try await reader.tokenAfterWrite("TKN-0000-0001")
      }
      await #expect(throws: CallError.interrupted) { try await later.value }
      #expect(platform.calls.count == 1)
    }
  }

  @Test func `a preview shows no credential, however it would be encoded`() async throws {
    let credential = #"old"secret\with/escapes"#
    try await SandboxClient.run(credential: credential) { client in
      let preview = client.writer.preview(of: rename("TKN-0000-0001", to: VerbatimText("a \(credential) b")))
      #expect(preview.body == #"{"name":"a [masked] b"}"#)
    }
  }

  @Test func `a write that was sent is awaited when the task is cancelled`() async throws {
    let held = HeldAnswers()
    try await ScriptedPlatform.run(answering: held.answer) { platform in
      let delta = TokenDelta(rename("TKN-0000-0001", to: "New"))
      let writer = platform.writer
      let write = Task { () -> Bool in
        async let answer = writer.update(delta, attempt: 1)
        return try await answer.token.name == "New"
      }
      try await held.cancel(write)
      let isWritten = try await write.value
      #expect(isWritten)
    }
  }
}
