import Locking
@testable import Planning
import TestSupport
import Testing
import TokenModel

private let gateway = CallError(.outcomeUnknown, call: "PUT x", message: "returned 502 (bad gateway)", status: 502)
private let timeout = CallError(.outcomeUnknown, call: "PUT x", message: "no answer within 60 s")
private let throttled = CallError(.notExecuted, call: "PUT x", message: "returned 429", status: 429)
private let invalid = CallError(.refused, call: "PUT x", message: "returned 400 (bad request)", status: 400)

private let patient = RetryPolicy(maximumRetries: 3, pause: { _ in }, random: { 0 })

private func change(
  _ id: TokenID = "TKN-0000-0001", name: VerbatimText = "New", before: VerbatimText = "Exporter",
  modules: ModulesChange? = nil, baseRevision: Int? = 7
) -> TokenChange {
  TokenChange(
    id: id, name: before, account: Account(id: "ACC-5563-4382"), status: .active, baseRevision: baseRevision,
    position: 3,
    texts: [TextChange(field: .name, before: before, after: name, position: 4)], modules: modules)
}

private func apply(
  _ changes: TokenChange..., to platform: InMemoryPlatform, parallelism: Int = 1, failFast: Bool = false
) async -> ApplyReport {
  await Applier(reader: platform, writer: platform, retries: patient, parallelism: parallelism, failFast: failFast)
    .apply(changes)
}

@Suite("What becomes of a write")
struct WriteOutcomeTests {
  private let platform = InMemoryPlatform([.sample()])

  @Test func `a write that holds is applied`() async {
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(report.results.map(\.attempts) == [1])
    #expect(report.results.first?.traceID == "trace-TKN-0000-0001")
    #expect(platform["TKN-0000-0001"]?.name == "New")
  }

  @Test func `an answer that lacks fields is read again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .answerLittle)
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(platform.calls == ["put TKN-0000-0001", "get TKN-0000-0001"])
  }

  @Test func `what the platform drops is not converged with both values`() async {
    platform.onUpdate(of: "TKN-0000-0001", .drop(.text(.name)))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.notConverged])
    #expect(
      report.results.first?.mismatches.texts == [
        TextChange(field: .name, before: "New", after: "Exporter", position: 4)
      ])
  }

  @Test(arguments: [Int.min, 0, .max])
  func `no revision is too odd to compare`(_ base: Int) async {
    let report = await apply(change(baseRevision: base), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect((report.results.first?.message != nil) == (base < 7))
  }

  @Test func `if no connection can be made any more, unsent updates are not attempted`() async {
    let tokens: [TokenID] = ["TKN-0000-0001", "TKN-0000-0002", "TKN-0000-0003"]
    let platform = InMemoryPlatform(tokens.map { .sample($0) })
    let gone = CallError(.notConnected, call: "PUT x", message: "Failed to connect")
    platform.onUpdate(of: tokens[1], .fail(gone), .fail(gone), .fail(gone), .fail(gone))
    let report = await apply(change(tokens[0]), change(tokens[1]), change(tokens[2]), to: platform)
    #expect(report.results.map(\.outcome) == [.applied, .notAttempted, .notAttempted])
    #expect(report.results.map(\.attempts) == [1, 0, 0])
    #expect(report.results[1].message == "could not be sent: PUT x: Failed to connect")
    #expect(report.ending == .unreachable)
    #expect(platform.calls.count { $0.hasPrefix("put") } == 5, "one, and four tries of the next")
  }

  @Test func `a connection that comes back is used`() async {
    let gone = CallError(.notConnected, call: "PUT x", message: "Failed to connect")
    platform.onUpdate(of: "TKN-0000-0001", .fail(gone), .fail(gone))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied] && report.results.map(\.attempts) == [1])
    #expect(report.ending == nil)
  }

  @Test(arguments: [
    (CallError.Kind.unusable, EarlyExit.unreachable), (.mustWait, .mustWait), (.beyondDeadline, .deadline),
  ])
  func `what cannot succeed in this run ends it at once`(kind: CallError.Kind, ending: EarlyExit) async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(CallError(kind, call: "PUT x", message: "no")))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [kind == .unusable ? .notAttempted : .failed])
    #expect(report.ending == ending)
    #expect(platform.calls == ["put TKN-0000-0001"])
  }

  @Test func `a refusal is not tried again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(invalid))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.failed])
    #expect(platform.calls == ["put TKN-0000-0001"])
  }

  @Test func `a throttled write is tried again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(throttled), .fail(throttled))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(report.results.map(\.attempts) == [3])
  }

  @Test func `retries are bounded`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(throttled), .fail(throttled), .fail(throttled), .fail(throttled))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.failed])
    #expect(report.results.map(\.attempts) == [4])
    #expect(report.results.first?.message?.contains("attempt") == false, "the number has a place of its own")
  }

  @Test func `an ambiguous write that was carried out is not sent again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .failAfterwards(gateway))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(platform.calls == ["put TKN-0000-0001", "get TKN-0000-0001"])
  }

  @Test func `an ambiguous write that was not carried out is sent again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(gateway))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    let reads = Array(repeating: "get TKN-0000-0001", count: 5)
    #expect(platform.calls == ["put TKN-0000-0001"] + reads + ["put TKN-0000-0001"])
  }

  @Test func `a write with an unknown outcome is not sent again over another writer's values`() async {
    platform.onUpdate(of: "TKN-0000-0001", .failWhileOthersWrite(gateway) { $0.texts[.name] = .known("Theirs") })
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.failed])
    #expect(
      report.results.first?.mismatches.texts == [TextChange(field: .name, before: "New", after: "Theirs", position: 4)])
    #expect(report.results.first?.message?.contains("Ada Smith") == true)
    #expect(platform["TKN-0000-0001"]?.name == "Theirs")
  }

  @Test func `a read that lags behind an ambiguous write is repeated before it is believed`() async {
    platform.letReadsLag(by: 3)
    platform.onUpdate(of: "TKN-0000-0001", .failAfterwards(timeout))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(platform.deltas.count == 1)
  }

  @Test func `a write that is carried out after its time-out is seen, and not sent again`() async {
    platform.onUpdate(of: "TKN-0000-0001", .failAndCarryOutLate(timeout, afterReads: 2))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(platform.deltas.count == 1)
  }

  @Test func `a write without an answer is unknown at the end, and one that was answered with an error has failed`()
    async
  {
    for (failure, outcome) in [(timeout, Outcome.unknown), (gateway, .failed)] {
      platform.onUpdate(of: "TKN-0000-0001", .fail(failure), .fail(failure), .fail(failure), .fail(failure))
      let report = await apply(change(), to: platform)
      #expect(report.results.map(\.outcome) == [outcome])
      #expect(report.results.map(\.attempts) == [4])
    }
    platform.onUpdate(of: "TKN-0000-0001", .fail(timeout), .fail(invalid))
    #expect(await apply(change(), to: platform).results.map(\.outcome) == [.unknown], "the first one is still open")
  }

  @Test func `what is sent is bounded if time passes between reads`() async {
    let waits = Locked<[Duration]>([])
    let retries = RetryPolicy(maximumRetries: 0, pause: { wait in waits.withLock { $0.append(wait) } }, random: { 0 })
    platform.onUpdate(of: "TKN-0000-0001", .fail(gateway))
    _ = await Applier(reader: platform, writer: platform, retries: retries, parallelism: 1, failFast: false)
      .apply([change()])
    #expect(waits.withLock { $0.reduce(.zero, +) } == .milliseconds(6500))
  }

  @Test(arguments: [true, false])
  func `a read that lags behind an accepted write is not a mismatch`(_ hasRevisions: Bool) async {
    let platform = InMemoryPlatform([.sample(revision: hasRevisions ? 7 : nil)])
    platform.letReadsLag(by: 4)
    platform.onUpdate(of: "TKN-0000-0001", .answerLittle)
    let report = await apply(change(baseRevision: hasRevisions ? 7 : nil), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
  }

  @Test func `an accepted write whose reads never follow is unknown`() async {
    platform.letReadsLag(by: .max)
    platform.onUpdate(of: "TKN-0000-0001", .answerLittle)
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.unknown])
    #expect(report.results.first?.message?.contains("still return the previous values") == true)
  }

  @Test func `a token that was disabled or moved meanwhile is not reported as if nothing were odd`() async {
    platform.onUpdate(of: "TKN-0000-0001", .othersWrite { $0.status = .disabled })
    let disabled = await apply(change(), to: platform).results.first
    #expect(disabled?.outcome == .applied && disabled?.message?.contains("the token is now Disabled") == true)
    platform.change("TKN-0000-0001") {
      $0.texts[.name] = .known("Exporter")
      $0.account = Account(id: "ACC-9999-0001")
    }
    let moved = await apply(change(), to: platform).results.first
    #expect(moved?.message?.contains("another account, ACC-9999-0001") == true)
  }

  @Test func `an ambiguous write that cannot be looked after is unknown`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(gateway))
    platform.failReading("TKN-0000-0001", with: CallError(.outcomeUnknown, call: "GET x", message: "returned 504"))
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.unknown])
  }

  @Test func `a revision that grew by more than our writes is reported`() async {
    platform.onUpdate(of: "TKN-0000-0001", .othersWrite { $0.texts[.icon] = .known("/theirs.png") })
    let report = await apply(change(), to: platform)
    #expect(report.results.map(\.outcome) == [.applied])
    #expect(report.results.first?.message?.contains("another client wrote at the same time") == true)
  }

  @Test func `a missing revision is no race`() async {
    let platform = InMemoryPlatform([.sample(revision: nil)])
    let report = await apply(change(baseRevision: nil), to: platform)
    #expect(report.results.first?.message == nil)
  }
}

@Suite("A run of writes")
struct WriteRunTests {
  private let platform = InMemoryPlatform([
    .sample("TKN-0000-0001"), .sample("TKN-0000-0002"), .sample("TKN-0000-0003"),
  ])

  @Test func `a failure does not stop the others`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(invalid))
    let report = await apply(change("TKN-0000-0001"), change("TKN-0000-0002"), to: platform)
    #expect(report.results.map(\.outcome) == [.failed, .applied])
    #expect(report.ending == nil)
  }

  @Test func `fail fast starts nothing more`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(invalid))
    let report = await apply(
      change("TKN-0000-0001"), change("TKN-0000-0002"), change("TKN-0000-0003"), to: platform, failFast: true)
    #expect(report.results.map(\.outcome) == [.failed, .notAttempted, .notAttempted])
    #expect(report.ending == .failFast)
  }

  @Test func `a refused credential ends the run`() async {
    platform.onUpdate(of: "TKN-0000-0001", .fail(CallError(.unauthorized, call: "PUT x", message: "returned 401")))
    let report = await apply(change("TKN-0000-0001"), change("TKN-0000-0002"), to: platform)
    #expect(report.results.map(\.outcome) == [.failed, .notAttempted])
    #expect(report.ending == .unauthorized)
  }

  @Test func `what narrows is started first`() async {
    func modules(before: [ModuleID], after: [ModuleID]) -> ModulesChange {
      ModulesChange(
        before: before.map { HeldModule(id: $0, filters: .none) },
        after: after.map { HeldModule(id: $0, filters: .none) }, position: 5)
    }
    _ = await apply(
      change("TKN-0000-0001", modules: modules(before: ["MOD-0001"], after: ["MOD-0001", "MOD-0002"])),
      change("TKN-0000-0002", modules: modules(before: ["MOD-0001"], after: ["MOD-0002"])),
      change("TKN-0000-0003", modules: modules(before: ["MOD-0001", "MOD-0002"], after: ["MOD-0001"])),
      to: platform)
    #expect(platform.deltas.map(\.id) == ["TKN-0000-0003", "TKN-0000-0002", "TKN-0000-0001"])
  }

  @Test func `a cancelled run starts nothing`() async {
    let platform = platform
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await apply(change("TKN-0000-0001"), change("TKN-0000-0002"), to: platform)
    }
    let report = await run.value
    #expect(report.results.map(\.outcome) == [.notAttempted, .notAttempted])
    #expect(report.ending == .interrupted)
    #expect(platform.calls.isEmpty)
  }
}

@Suite("The second reading before the first write")
struct SecondReadingTests {
  private let platform = InMemoryPlatform([.sample()])
  private let plan = Plan(endpoint: "https://example.test", changes: [change()])

  private func read() async throws -> PreflightCheck {
    try await PreflightCheck.read(plan, from: platform, guards: GuardOptions(), today: nil, parallelism: 2)
  }

  @Test func `what is as it was may be written`() async throws {
    let reading = try await read()
    #expect(reading.alreadyApplied.isEmpty && reading.faults.isEmpty && reading.refusals.isEmpty)
  }

  @Test func `what holds the new values is already applied`() async throws {
    platform.change("TKN-0000-0001") { $0.texts[.name] = .known("New") }
    #expect(try await read().alreadyApplied == ["TKN-0000-0001"])
  }

  @Test func `a change by another writer makes the plan stale`() async throws {
    platform.change("TKN-0000-0001") { $0.texts[.name] = .known("Theirs") }
    let faults = try await read().faults
    #expect(faults.map(\.code) == [.stalePlan])
    #expect(faults.first?.message.contains("by \"Ada Smith\" (USR-1234-5678) at 2026-11-20T08:12:00.000Z") == true)
  }

  @Test(arguments: [VerbatimText("Exporter"), "New"])
  func `a token that moved to another account makes the plan stale, whatever it holds`(_ name: VerbatimText)
    async throws
  {
    platform.change("TKN-0000-0001") {
      $0.texts[.name] = .known(name)
      $0.account = Account(id: "ACC-9999-0001")
    }
    let reading = try await read()
    #expect(reading.faults.map(\.code) == [.stalePlan] && reading.alreadyApplied.isEmpty)
    #expect(reading.faults.first?.message.contains("ACC-9999-0001") == true)
    platform.change("TKN-0000-0001") { $0.account = nil }
    #expect(try await read().faults.map(\.code) == [.stalePlan])
  }

  @Test func `a token that is gone makes the plan stale`() async throws {
    platform.remove("TKN-0000-0001")
    #expect(try await read().faults.map(\.code) == [.stalePlan])
  }

  @Test func `a token that was disabled meanwhile is refused`() async throws {
    platform.change("TKN-0000-0001") { $0.status = .disabled }
    #expect(try await read().refusals.map(\.code) == [.notActive])
  }

  @Test func `a reading that fails is a fault`() async throws {
    platform.failReading("TKN-0000-0001", with: gateway)
    #expect(try await read().faults.map(\.code) == [.tokenUnreadable])
  }
}

@Suite("Waiting before a retry")
struct RetryPolicyTests {
  @Test func `the wait doubles up to a bound`() {
    let policy = RetryPolicy(maximumRetries: 20, random: { 0.999 })
    let waits = (1...10).map { policy.delay(beforeRetry: $0, requested: nil) }
    #expect(waits[0] <= .milliseconds(500))
    #expect(waits[1] > waits[0] && waits[2] > waits[1])
    #expect(waits.allSatisfy { $0 <= .seconds(30) })
  }

  @Test func `a wait that the platform requests is honoured up to a bound`() {
    let policy = RetryPolicy(maximumRetries: 4, random: { 0 })
    #expect(policy.delay(beforeRetry: 1, requested: .seconds(7)) == .seconds(7))
    #expect(policy.delay(beforeRetry: 1, requested: .seconds(86_400)) == .seconds(120))
  }
}
