import Foundation
import Testing

/// The fingerprint can be computed without tokenform, with the script of `docs/fingerprint.md`.
struct FingerprintScriptTests {
  @Test(.enabled(if: pythonFolder != nil))
  func `the script of the page takes the fingerprint that tokenform prints`() async throws {
    let script = try #require(try MarkdownPage("docs/fingerprint.md").blocks(in: "python").first).text
    let quickstart = try Quickstart()
    try quickstart.write(script, to: "fingerprint.py")
    try quickstart.write(Self.hostile, to: "hostile.yaml")
    for files in ["tokens", "hostile.yaml", "tokens/operations.yaml hostile.yaml"] {
      let outcome = try await quickstart.run(
        """
        export PATH="\(Self.pythonFolder ?? ""):$PATH"
        tokenform plan --quiet --format json \(files) > plan.json
        tokenform plan --quiet --out saved.json \(files) > plan.txt
        python3 fingerprint.py < plan.json
        python3 fingerprint.py < saved.json
        sed -n 's/^ *\\(sha256:\\)/\\1/p' plan.txt
        """)
      let fingerprints = outcome.output.split(separator: "\n")
      #expect(fingerprints.count == 3 && Set(fingerprints).count == 1, "\(files): \(outcome)")
      #expect(fingerprints.first?.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
    }
  }

  /// Every character that JSON, a terminal or a CI runner treats in a way of its own.
  private static let hostile = #"""
    account: ACC-5563-4382
    tokens:
      TKN-1671-0642:
        name: "a\"b\\c/d\b\f\n\r\t\x01\x7f\u0085\u00a0\u2028\u2029\u202e\ufeff"
        description: "é e\u0301 日本 \U0001F600 \U0010FFFF ## <&> ::error::"
        icon: ""
        modules:
          - id: MOD-0001
            filters: {group.buyers: [BUY-9999-0002, BUY-1000-0001]}
          - Reporting
        protected: true
    """#

  private static let pythonFolder = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init)
    .first { FileManager.default.isExecutableFile(atPath: $0 + "/python3") }
}
