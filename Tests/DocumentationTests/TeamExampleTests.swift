import Testing

/// `examples/team` is valid and can be planned, whether or not its ends have passed.
@Suite struct TeamExampleTests {
  @Test func `the example of five teams is valid, and can be planned in its account`() async throws {
    let example = try Quickstart(example: "team")
    let files = try await example.run("tokenform validate")
    #expect(files.exitCode == 0 && files.output == "9 tokens in 6 files: no errors found.\n", "\(files.errors)")
    #expect(files.errors.isEmpty)
    let plan = try await example.run("tokenform plan --format json | jq --compact-output '[.complete, .diagnostics]'")
    #expect(plan.exitCode == 0 && plan.output == "[true,[]]\n", "\(plan)")
  }

  @Test func `a buyer more in a group is shown with how many tokens it reaches`() async throws {
    let example = try Quickstart(example: "team")
    let diff = try await example.run(
      """
      mkdir before && cp -r tokens before
      sed -i 's/germany: .*/germany: [BUY-9055-6613, BUY-9055-7001]/' tokens/shared.yaml
      tokenform diff before
      """)
    #expect(diff.exitCode == 0)
    #expect(diff.output.contains("~ group germany, used by 4 tokens, tokens/shared.yaml:27: + BUY-9055-7001\n"))
    #expect(diff.output.hasSuffix("Declared: 4 modules re-filtered.\n"), "\(diff.output)")
  }
}
