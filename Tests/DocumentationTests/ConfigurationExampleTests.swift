import Testing

/// Every `yaml` block of the reference is a file. It is sound, and can be planned in the quickstart's account. One that
/// is not says so behind the fence, with the codes of all its errors: `yaml bad CODE…` fails in `validate`, and
/// `yaml unplannable CODE…` only in `plan`. `plan` warns of `yaml warns CODE…`.
struct ConfigurationExampleTests {
  private static var examples: [CodeBlock] {
    get throws { try MarkdownPage("docs/configuration.md").blocks(in: "yaml") }
  }

  @Test(arguments: try examples.filter { $0.words.count == 1 })
  func `sound examples are accepted`(_ example: CodeBlock) async throws {
    try await check(example, "validate", endsWith: 0, reporting: [])
    try await check(example, "plan", endsWith: 0, reporting: [])
  }

  @Test(arguments: try examples.filter { $0.words.count > 1 })
  func `other examples are reported for the reason given`(_ example: CodeBlock) async throws {
    let codes = Set(example.words.dropFirst(2))
    #expect(!codes.isEmpty)
    switch example.words[1] {
    case "bad":
      try await check(example, "validate", endsWith: 1, reporting: codes)
    case "unplannable":
      try await check(example, "validate", endsWith: 0, reporting: [])
      try await check(example, "plan", endsWith: 1, reporting: codes)
    case "warns":
      try await check(example, "validate", endsWith: 0, reporting: [])
      try await check(example, "plan", endsWith: 0, reporting: codes)
    default:
      Issue.record("\(example.place): the fence says neither `bad`, `unplannable` nor `warns`")
    }
  }

  @Test(arguments: try MarkdownPage("README.md").blocks(in: "yaml"))
  func `the README's example of a file is sound`(_ example: CodeBlock) async throws {
    try await check(example, "validate", endsWith: 0, reporting: [])
  }

  private func check(
    _ example: CodeBlock, _ command: String, endsWith exitCode: Int32, reporting codes: Set<String>
  ) async throws {
    let quickstart = try Quickstart()
    try quickstart.write(example.text, to: "example.yaml")
    let outcome = try await quickstart.run("tokenform \(command) example.yaml")
    let reported = outcome.errors.split(separator: "\n").compactMap {
      $0.firstMatch(of: /^(?:error|warning): .* \[([a-z-]+)\]$/).map { String($0.1) }
    }
    #expect(outcome.exitCode == exitCode, "\(example.place):\n\(outcome.errors)")
    #expect(Set(reported) == codes, "\(example.place):\n\(outcome.errors)")
  }
}
