import Planning
import TestSupport
import Testing
import TokenModel

@Suite("The platform over a real socket")
struct SandboxConformanceTests {
  /// The default behaviour, each switch of it, and the older edition. Names are not limited, since the kit writes
  /// unusual ones.
  @Test(arguments: [
    "", "--explicit-nulls", "--explicit-empties", "--audit-unasked", "--omit-always lastAccessAt",
    "--omitted-in list", "--omitted-in objects", "--groups-with-default", "--groups-with-modules",
    "--unchecked-modules", "--refuse-read-only", "--reject-subtractive-select", "--omit modules",
    "--omit description", "--answers older",
  ])
  func `it does what planning relies on`(_ answers: String) async throws {
    try await PlatformConformance(Sandbox(answers: answers, opensCatalogue: answers.contains("older"))).check()
  }

  @Test func `a platform that opens its catalogue does too`() async throws {
    let sandbox = Sandbox(answers: "--open-catalogue", opensCatalogue: true)
    try await PlatformConformance(sandbox).check()
  }
}

private struct Sandbox: PlatformMaker {
  let answers: String
  let opensCatalogue: Bool

  func withPlatform(
    in trouble: PlatformTrouble?, _ body: (any TokenReader, any TokenWriter) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let seed = try directory.write(Self.seed, to: "seed.json")
    try await SandboxClient.run(
      "--seed \(seed)", "--token idt:TKN-0000-0001:sandbox", "--unlimited-texts", answers, options(for: trouble),
      retries: 0
    ) { client in
      try await body(client.reader, client.writer)
    }
  }

  private func options(for trouble: PlatformTrouble?) -> String {
    switch trouble {
    case nil: ""
    case .credentialRefused: "--fault status-401-before"
    case .unreadable(let id): "--fault status-500-before@GET/\(id)"
    case .writesRefused: "--fault status-400-before@PUT"
    case .writesThrottled: "--fault throttle@PUT"
    case .writeAnswersLost: "--fault status-502-after@PUT"
    case .writeAnswersMinimal: "--minimal-put-answers"
    }
  }

  private static let seed = """
    {
      "account": {"id": "ACC-1000-0001", "name": "Intelli Industries"},
      "modules": [
        \(PlatformConformance.catalogue.map { #"{"id": "\#($0.id)", "name": "\#($0.name.string)"}"# }.joined(separator: ","))
      ],
      "tokens": [\(PlatformConformance.tokens.map(\.seed).joined(separator: ","))]
    }
    """
}

extension LiveToken {
  /// As in a seed of the sandbox.
  fileprivate var seed: String {
    func quoted(_ text: VerbatimText??) -> String { text.flatMap { $0 }.map { "\"\($0.string)\"" } ?? "null" }
    let modules = (modules.value ?? []).map { module in
      guard case .known(let filters) = module.filters, !filters.isEmpty else { return #"{"id": "\#(module.id)"}"# }
      let buyers = filters.buyers.map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"id": "\#(module.id)", "filters": {"group.buyers": [\#(buyers)]}}"#
    }
    var extensions = "null"
    if case .known(.listed(.only(let ids))) = self.extensions {
      extensions = "[\(ids.map { #"{"id": "\#($0)"}"# }.joined(separator: ","))]"
    }
    let event =
      #"{"at": "\#(lastChange?.at ?? "")", "by": {"id": "\#(lastChange?.byID ?? "")", "#
      + #""name": "\#(lastChange?.byName ?? "")"}}"#
    return """
      {"id": "\(id)", "name": \(quoted(name)), "description": \(quoted(texts[.description].value)),
       "icon": \(quoted(texts[.icon].value)), "status": "\(status?.word ?? "")", "revision": \(revision ?? 0),
       "lastAccessAt": \(quoted(lastAccessAt.value.map { $0.map { VerbatimText($0) } })), "modules": [\(modules.joined(separator: ","))],
       "extensions": \(extensions),
       "audit": {"created": \(event), "updated": \(event)}}
      """
  }
}
