import Planning
import TestSupport
import Testing
import TokenModel

@Suite("The platform in memory")
struct InMemoryConformanceTests: PlatformMaker {
  @Test func `it does what planning relies on`() async throws {
    try await PlatformConformance(self).check()
  }

  func withPlatform(
    in trouble: PlatformTrouble?, _ body: (any TokenReader, any TokenWriter) async throws -> Void
  ) async throws {
    let platform = InMemoryPlatform(PlatformConformance.tokens, modules: PlatformConformance.catalogue)
    platform.haveDefaultGroups([
      DefaultGroup(account: PlatformConformance.accountID, modules: PlatformConformance.catalogue)
    ])
    switch trouble {
    case nil: break
    case .credentialRefused:
      platform.refuseEverything(with: CallError(.unauthorized, call: "x", message: "returned 401", status: 401))
    case .unreadable(let id):
      platform.failReading(id, with: CallError(.outcomeUnknown, call: "GET x", message: "returned 500", status: 500))
    case .writesRefused: platform.onAnyUpdate(.fail(failure(.refused, 400)))
    case .writesThrottled: platform.onAnyUpdate(.fail(failure(.notExecuted, 429)))
    case .writeAnswersLost: platform.onAnyUpdate(.failAfterwards(failure(.outcomeUnknown, 502)))
    case .writeAnswersMinimal: platform.onAnyUpdate(.answerLittle)
    }
    try await body(platform, platform)
  }

  private func failure(_ kind: CallError.Kind, _ status: Int) -> CallError {
    CallError(kind, call: "PUT x", message: "returned \(status)", status: status)
  }
}

extension InMemoryPlatform {
  fileprivate func onAnyUpdate(_ behaviour: Behaviour) {
    for token in PlatformConformance.tokens { onUpdate(of: token.id, behaviour) }
  }
}
