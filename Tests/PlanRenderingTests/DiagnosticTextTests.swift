import PlanRendering
import TestSupport
import Testing
import TokenModel

@Suite struct DiagnosticTextTests {
  /// Faults whose carets have to be right under what they mark.
  private static let faults: [Diagnostic] = [
    .sample("unknown key \"descripton\"", in: "    descripton: Reads invoices nightly.", marking: "descripton"),
    .sample("a wide line", in: "    name: 請求書 descripton x", marking: "descripton"),
    .sample("a wide place", in: "    name: 請求書 x", marking: "請求書"),
    .sample("combining marks", in: "    name: Zu\u{308}rich descripton", marking: "descripton"),
    .sample("a tab", in: "\tname:\tdescripton", marking: "descripton"),
    .sample("controls in the line", in: "    na\u{1B}[31mme: \u{202E}descripton\u{7}", marking: "descripton"),
    .sample("a marked control", in: "    name: a\u{0}b", marking: "\u{0}"),
    .sample(
      "a long line",
      in: "    description: " + String(repeating: "many words ", count: 20) + "descripton"
        + String(repeating: " and more", count: 20), marking: "descripton"),
    .sample(
      "a long place", in: "    name: " + String(repeating: "x", count: 200), marking: String(repeating: "x", count: 200)
    ),
    .sample(
      "much that is hidden before it", in: "name: " + String(repeating: "\u{200B}", count: 40) + "descripton x",
      marking: "descripton"),
    .sample(
      "wide text before it", in: "name: " + String(repeating: "請求", count: 40) + "descripton x", marking: "descripton"),
    .sample(
      "many combining marks", in: "name: " + String(repeating: "e\u{301}\u{323}", count: 30) + "descripton x",
      marking: "descripton"),
    Diagnostic(
      .error, .yamlSyntax, "the line ends too early", at: SourcePosition(file: "tokens/a.yaml", line: 3, column: 9),
      excerpt: .init(line: "    name", column: 9, length: 1)),
    Diagnostic(
      .error, .yamlSyntax, "a place beyond the line", at: SourcePosition(file: "tokens/a.yaml", line: 3, column: 50),
      excerpt: .init(line: "name", column: 50, length: 9)),
    Diagnostic(
      .error, .yamlSyntax, "an empty line", at: SourcePosition(file: "tokens/a.yaml", line: 1234, column: 1),
      excerpt: .init(line: "", column: 1, length: 1)),
  ]

  @Test func `each fault is shown with its line and a caret`() {
    Golden().expect(Self.faults.text(mask: SecretMask(), options: .sample), in: "diagnostics.txt")
  }

  @Test func `a diagnostic may do without a place`() {
    let text = [
      Diagnostic(.error, .noFiles, "tokens holds no YAML file", help: "name a file"),
      Diagnostic(.warning, .ownTokenUnknown, "the credential does not say which token it is"),
      Diagnostic(
        .error, .unreadableFile, "no such file", at: SourcePosition(file: "tokens/a b.yaml", line: 1, column: 1)),
    ].text(mask: SecretMask(), options: .sample)
    #expect(
      text == """
        error: tokens holds no YAML file [no-files]
          = name a file

        warning: the credential does not say which token it is [own-token-unknown]

        error: no such file [unreadable-file]
          --> "tokens/a b.yaml":1:1

        """)
  }

  @Test func `no diagnostics, no text`() {
    #expect([Diagnostic]().text(mask: SecretMask(), options: .sample) == "")
  }

  @Test func `colour marks the severity and the carets`() {
    let text = [Diagnostic.sample("unknown key", in: "nam: x", marking: "nam")].text(
      style: .coloured, mask: SecretMask(), options: .sample)
    #expect(text.contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(text.contains("\u{1B}[1;31m^^^\u{1B}[0m"))
  }

  @Test func `a secret and the credential are masked, whatever a diagnostic is about`() {
    let secret = "idt:TKN-1671-0642:abcdef"
    let text = [
      Diagnostic.sample("bad value \(secret)", in: "name: \(secret) and old-credential-0123456789", marking: secret)
    ].text(mask: SecretMask(credential: Secret("old-credential-0123456789")), options: .sample)
    #expect(!text.contains("abcdef"))
    #expect(!text.contains("old-credential"))
    #expect(text.contains("name: [masked] and [masked]"))
  }

  @Test func `a message of a thousand characters and more is cut, and says so`() {
    let text = [Diagnostic(.error, .unauthorized, String(repeating: "x", count: 5_000))].text(
      mask: SecretMask(), options: .sample)
    #expect(text == "error: \(String(repeating: "x", count: 1_000)) … 4000 more characters [unauthorized]\n")
  }
}

extension Diagnostic {
  fileprivate static func sample(_ message: String, in line: String, marking part: String) -> Diagnostic {
    let all = Array(line.unicodeScalars)
    let marked = Array(part.unicodeScalars)
    let start = all.indices.first { all[$0...].starts(with: marked) } ?? 0
    return Diagnostic(
      .error, .unknownKey, message, help: "did you mean \"description\"?",
      at: SourcePosition(file: "tokens/billing.yaml", line: 7, column: start + 1),
      excerpt: .init(line: line, column: start + 1, length: marked.count))
  }
}
