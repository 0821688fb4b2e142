import TestSupport

/// Texts that YAML, a terminal or a CI runner treats in a way of its own, and what can be put together from them. The
/// same ones every time.
enum HostileTexts {
  static let all: [String] = {
    var generator = SeededGenerator(seed: 42)
    let single = pieces.filter { !$0.isEmpty }
    let around = single.flatMap { ["a" + $0, $0 + "a", "a" + $0 + "b", $0 + $0] }
    let generated = (0..<2_000).map { _ in
      (0..<Int.random(in: 2...6, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    let scalars = (0..<500).compactMap { _ in
      Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)).map { "a\($0)b\nc\($0)" }
    }
    return (single + around + generated + scalars).filter { !$0.isEmpty }
  }()

  private static let pieces =
    [
      "\n", "\n\n", "\r", "\r\n", "\t", " ", "  ", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{0}", "\u{7}",
      "\u{1B}[31m", "\u{7F}", "\u{9B}", "\u{A0}", "\u{AD}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{FFFE}", "\u{FFFF}",
      "\u{E000}", "\u{1F469}\u{200D}\u{1F4BB}", "\u{1F600}", "\u{10FFFF}", "e\u{301}", "é", "日本", "שלום",
      "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    ] + [
      "#", " #", "##[error]x", "::error::x", ":", ": ", " :", "- ", "-", "---", "...", "?", "? ", "!tag", "!!str", "&a",
      "*a", "<<", "%", "%YAML 1.2", "@", "`", "|", ">", "|-", "{", "}", "[", "]", ",", "'", "''", "\"", "\\", "\\n",
      "\\x41", "\\u", "null", "Null", "~", "true", "No", "on", "y", "0", "0x1F", "1e3", ".inf", "2024-01-01",
      "12:30:45",
      "=", "tokens:", "token: x", "key: value", "${HOME}", "$(id)", "<b>", "a", "word", "Käufer",
    ] + [String(repeating: "long ", count: 900), String(repeating: "x", count: 5_000)]
}
