import Planning
import TestSupport
import Testing
import TokenModel

private let first: ExtensionID = "EXT-0000-0001"
private let second: ExtensionID = "EXT-0000-0002"
private let third: ExtensionID = "EXT-0000-0003"

private func plan(
  _ head: ExtensionScope?, base: ExtensionScope?? = nil, live: LiveExtensions, isProposedOnly: Bool = false,
  guards: GuardOptions = GuardOptions()
) async throws -> Plan {
  try await Planner(
    reader: InMemoryPlatform([.sample(extensions: live)]), endpoint: "https://example.test", ownToken: nil,
    guards: guards,
    parallelism: 2
  ).plan(
    PlanScope(
      named: [.sample(extensions: head)], base: base.map { [.sample(extensions: $0)] }, isProposedOnly: isProposedOnly))
}

private func change(from before: ExtensionScope, to after: ExtensionScope) -> TokenChange {
  TokenChange(
    id: "TKN-0000-0001", baseRevision: 7, position: 3,
    extensions: ExtensionsChange(before: before, after: after, position: 4))
}

@Suite("Planning extensions")
struct ExtensionPlanTests {
  @Test(
    arguments: [
      (.only([first, second]), .listed(.only([first, second]))), (.all, .listed(.all)), (.all, .absent),
      (.only([]), .listed(.none)), (nil, .listed(.only([first]))),
    ] as [(ExtensionScope?, LiveExtensions)])
  func `what is held or not managed is no change`(_ asked: ExtensionScope?, _ live: LiveExtensions) async throws {
    let plan = try await plan(asked, live: live)
    #expect(plan.changes.isEmpty && plan.unchanged == 1 && plan.diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      (.all, .only([first, second]), Effect.narrows, 0, 1), (.all, .none, .narrows, 0, 1),
      (.only([first, second]), .all, .widens, 1, 0), (.none, .all, .widens, 1, 0),
      (.only([first]), .only([first, second, third]), .widens, 2, 0), (.only([first, second]), .none, .narrows, 0, 2),
      (.only([first, second]), .only([second, third]), .mixed, 1, 1),
    ] as [(ExtensionScope, ExtensionScope, Effect, Int, Int)])
  func `null is the widest, and each added or removed extension counts`(
    _ live: ExtensionScope, _ asked: ExtensionScope, _ effect: Effect, _ widening: Int, _ narrowing: Int
  ) async throws {
    let plan = try await plan(asked, live: .listed(live))
    let change = try #require(plan.changes.first)
    #expect(change.extensions?.before == live && change.extensions?.after == asked)
    #expect(change.effect == effect)
    #expect(change.extensions?.wideningCount == widening && change.extensions?.narrowingCount == narrowing)
    #expect(TokenDelta(change).extensions == asked && TokenDelta(change).modules == nil)
  }

  @Test func `guards count extensions with grants and revocations`() async throws {
    var guards = GuardOptions()
    (guards.maximumGrants, guards.maximumRevocations) = (1, 1)
    let both = try await plan(.only([second, third]), live: .listed(.only([first])), guards: guards)
    #expect(both.refusals.map(\.code) == [.tooManyGrants])
    let lost = try await plan(.only([]), live: .listed(.only([first, second])), guards: guards)
    #expect(lost.refusals.map(\.code) == [.tooManyRevocations])
    #expect(try await plan(.all, live: .listed(.only([first])), guards: guards).refusals.isEmpty)
  }

  @Test func `what the platform leaves out counts as all, and the plan says that it can be none`() async throws {
    let plan = try await plan(.only([first]), live: .absent)
    #expect(plan.changes.first?.extensions?.before == .all)
    #expect(plan.diagnostics.map(\.code) == [.extensionsAmbiguous])
    #expect(plan.isApplicable)
    let narrowed = try await ExtensionPlanTests.narrowed()
    #expect(narrowed.diagnostics.isEmpty)
  }

  @Test(arguments: [([], "no effect"), ([first], "widens its access")] as [([ExtensionID], String)])
  func `the warning says what the change does if the token may act through no extension`(
    _ asked: [ExtensionID], _ consequence: String
  ) async throws {
    let plan = try await plan(.only(asked), live: .absent)
    #expect(plan.diagnostics.map(\.code) == [.extensionsAmbiguous])
    #expect(plan.diagnostics.first?.help?.text(.sample).contains(consequence) == true)
  }

  private static func narrowed() async throws -> Plan { try await plan(.only([first]), live: .listed(.all)) }

  @Test func `extensions that the platform does not return are an error of the plan`() async throws {
    var live = LiveToken.sample()
    live.extensions = .omitted
    let plan = try await Planner(
      reader: InMemoryPlatform([live]), endpoint: "https://example.test", ownToken: nil, guards: GuardOptions(),
      parallelism: 1
    ).plan(PlanScope(named: [.sample(extensions: .all)]))
    #expect(plan.diagnostics.map(\.code) == [.fieldUnreadable] && !plan.isComplete)
  }

  @Test func `only a plan that changes them has them in its fingerprint, and none is not all`() async throws {
    let forms = try await [plan(.only([]), live: .listed(.only([first]))), plan(.all, live: .listed(.only([first])))]
      .map { String(decoding: $0.canonicalForm, as: UTF8.self) }
    #expect(forms[0].contains(#""after":{"extensions":[]},"before":{"extensions":["EXT-0000-0001"]}"#))
    #expect(forms[1].contains(#""after":{"extensions":null},"before":{"extensions":["EXT-0000-0001"]}"#))
  }
}

@Suite("Why extensions differ")
struct ExtensionCauseTests {
  @Test(
    arguments: [
      (.all, .none, .all, Cause.proposed), (.only([]), .none, .all, .drift), (.only([first]), .none, .all, .both),
      (nil, .none, .all, .proposed), (.only([first]), .only([first]), .only([first, second]), .drift),
      (.only([first]), .only([first, second]), .only([first]), .proposed),
      (.only([first]), .only([first, second]), .only([first, third]), .both),
    ] as [(ExtensionScope?, ExtensionScope, ExtensionScope, Cause)])
  func `a change has the cause`(
    _ base: ExtensionScope?, _ head: ExtensionScope, _ live: ExtensionScope, _ cause: Cause
  ) async throws {
    let plan = try await plan(head, base: .some(base), live: .listed(live))
    #expect(plan.changes.first?.extensions?.cause == cause)
    #expect(plan.changes.first?.cause == cause)
  }

  @Test func `with proposed-only each extension that drifted stays`() async throws {
    let plan = try await plan(
      .only([first, second]), base: .only([first]), live: .listed(.only([first, third])), isProposedOnly: true)
    #expect(plan.changes.map { $0.extensions?.after } == [.only([first, second, third])])
    #expect(plan.leftOut.map { $0.extensions?.after } == [.only([first])])
    #expect(plan.changes.first?.extensions?.causes == [second: .proposed])
    #expect(plan.leftOut.first?.extensions?.causes == [third: .drift])
  }

  @Test func `with proposed-only a scope that drifted as a whole stays as a whole`() async throws {
    let plan = try await plan(.only([first]), base: .only([first]), live: .listed(.all), isProposedOnly: true)
    #expect(plan.changes.isEmpty && plan.leftOut.count == 1)
  }

  @Test func `a key that the files no longer have is no longer managed`() async throws {
    let plan = try await plan(nil, base: .only([first]), live: .listed(.all))
    #expect(plan.noLongerManaged.map(\.keys) == [[.field(.extensions)]])
  }
}

@Suite("Writing extensions")
struct ExtensionWriteTests {
  private let platform = InMemoryPlatform([.sample(extensions: .absent)])

  private func apply(_ change: TokenChange) async -> TokenResult? {
    await Applier(
      reader: platform, writer: platform, retries: RetryPolicy(maximumRetries: 1, pause: { _ in }, random: { 0 }),
      parallelism: 1, failFast: false
    ).apply([change]).results.first
  }

  private func secondReading(_ change: TokenChange) async throws -> PreflightCheck {
    try await PreflightCheck.read(
      Plan(endpoint: "https://example.test", changes: [change]), from: platform, guards: GuardOptions(), today: nil,
      parallelism: 1)
  }

  @Test(
    arguments: [
      (.all, .only([first])), (.only([first]), .all), (.only([first]), .none), (.none, .only([second])),
    ] as [(ExtensionScope, ExtensionScope)])
  func `a write is verified by what the platform answers`(_ before: ExtensionScope, _ after: ExtensionScope) async {
    platform.change("TKN-0000-0001") { $0.extensions = .known(.listed(before)) }
    #expect(await apply(change(from: before, to: after))?.outcome == .applied)
    #expect(platform["TKN-0000-0001"]?.extensions.value?.scope == after)
  }

  @Test func `what is stored otherwise is not converged`() async {
    platform.change("TKN-0000-0001") { $0.extensions = .known(.listed(.only([first]))) }
    platform.onUpdate(of: "TKN-0000-0001", .drop(.extensions))
    let result = await apply(change(from: .only([first]), to: .none))
    #expect(result?.outcome == .notConverged)
    #expect(result?.mismatches.extensions?.before == ExtensionScope.none)
    #expect(result?.mismatches.extensions?.after == .only([first]))
  }

  /// A platform that leaves empty lists out answers the same for none as for all.
  @Test func `none is neither applied nor failed if the platform answers no list`() async {
    platform.onUpdate(of: "TKN-0000-0001", .drop(.extensions))
    let result = await apply(change(from: .all, to: .none))
    #expect(result?.outcome == .unknown && result?.attempts == 1)
    #expect(result?.message?.contains("does not distinguish") == true)
  }

  @Test func `a lost answer to a write of none is unknown if the token has no list`() async {
    let gateway = CallError(.outcomeUnknown, call: "PUT x", message: "returned 502", status: 502)
    platform.onUpdate(of: "TKN-0000-0001", .fail(gateway))
    #expect(await apply(change(from: .all, to: .none))?.outcome == .unknown)
  }

  @Test func `a lost response is resolved from the list`() async {
    let gateway = CallError(.outcomeUnknown, call: "PUT x", message: "returned 502", status: 502)
    platform.onUpdate(of: "TKN-0000-0001", .failAfterwards(gateway))
    #expect(await apply(change(from: .all, to: .only([first])))?.outcome == .applied)
    #expect(platform.deltas.count == 1)
  }

  /// An absent list is on either side of a change between all and none: such a plan is written, never skipped or refused.
  @Test(arguments: [(.all, .none), (.none, .all), (.only([first]), .none)] as [(ExtensionScope, ExtensionScope)])
  func `an absent list makes no plan about none stale or done`(
    _ before: ExtensionScope, _ after: ExtensionScope
  ) async throws {
    let reading = try await secondReading(change(from: before, to: after))
    #expect(reading.faults.isEmpty && reading.alreadyApplied.isEmpty)
  }

  @Test func `the preflight check distinguishes applied from stale`() async throws {
    #expect(try await secondReading(change(from: .only([first]), to: .all)).alreadyApplied == ["TKN-0000-0001"])
    platform.change("TKN-0000-0001") { $0.extensions = .known(.listed(.only([third]))) }
    #expect(try await secondReading(change(from: .all, to: .none)).faults.map(\.code) == [.stalePlan])
  }

  @Test func `undo takes them back`() {
    let plan = Plan(endpoint: "https://example.test", changes: [change(from: .all, to: .only([first]))])
    let undone = plan.undo(except: []).changes.first?.extensions
    #expect(undone?.before == .only([first]) && undone?.after == .all)
  }
}
