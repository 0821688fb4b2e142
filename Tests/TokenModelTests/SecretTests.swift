import Foundation
import Testing
import TokenModel

@Suite("Secrets")
struct SecretTests {
  private let secret = Secret("idt:TKN-1111-1111:hunter2")

  @Test func `nothing that prints a secret shows it`() {
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(describing: secret), String(reflecting: secret), dumped, "\([secret])"] {
      #expect(!text.contains("hunter2"), "\(text)")
    }
  }

  @Test func `the token of a current secret is known`() {
    #expect(secret.tokenID == TokenID("TKN-1111-1111"))
    #expect(Secret("an-older-secret").tokenID == nil)
    #expect(Secret("idt:nonsense:x").tokenID == nil)
  }

  @Test(arguments: [
    ("idt:TKN-1111-1111:abc", "[masked]"),
    ("before idt:TKN-1111-1111:abc after", "before [masked] after"),
    ("IDT:tkn-1111-1111:abc", "[masked]"),
    ("\"idt:TKN-1111-1111:a:b\",\"idt:TKN-2222-2222:c\"", "\"[masked]\",\"[masked]\""),
    ("idt:TKN-1111-1111", "idt:TKN-1111-1111"),
    ("idt:TKN-1111-1111: abc", "idt:TKN-1111-1111: abc"),
    ("idt:TKN-1111-1111:a\u{0B}b\u{07}c d", "[masked] d"),
    ("idt:TKN-\u{0}1111-1111:abc\t", "[masked]\t"),
    (":TKN-1111-1111:abc def", "[masked] def"),
    ("a:tkn-1111-1111:a:b", "a[masked]"),
    (":TKN-1111-1111: abc", ":TKN-1111-1111: abc"),
    (":TKN-1111-1111", ":TKN-1111-1111"),
    (":TKN-:abc", ":TKN-:abc"),
    ("TKN-1111-1111:abc", "TKN-1111-1111:abc"),
    ("nothing", "nothing"),
    ("", ""),
  ])
  func `values of the secrets form are masked`(_ text: String, _ masked: String) {
    #expect(SecretMask().masking(text) == masked)
    #expect(SecretMask().finds(in: text) == (text != masked))
  }

  @Test func `The live credential is masked whatever its form`() {
    let mask = SecretMask(credential: Secret("an-older-credential-1"))
    #expect(mask.masking("a an-older-credential-1, b an-older-credential-1") == "a [masked], b [masked]")
    #expect(mask.finds(in: "an-older-credential-1"))
    #expect(!mask.finds(in: "an-older-credential-"))
    #expect(mask.finds(in: "idt:a:b"), "a shorter text than the credential may have a secret's form")
    let other = SecretMask(credential: Secret("an-older:credential-1"))
    #expect(other.masking("an an-older:credential-1.") == "an [masked].")
    #expect(!SecretMask(credential: Secret("")).finds(in: "anything"))
  }

  @Test(arguments: ["x", "e", "test", "changeme", "placeholder", "[masked]", "masked", "your-token-here", "Bill"])
  func `A placeholder is not masked in words that hold it, and what is masked is masked once`(placeholder: String) {
    let mask = SecretMask(credential: Secret(placeholder))
    let text = "Nightly test robot e-mails Billing; changeme placeholder your-token-here"
    #expect(mask.masking(text) == text)
    let masked = mask.masking("a idt:TKN-1111-1111:abc test")
    #expect(masked == "a [masked] test")
    #expect(mask.masking(masked) == masked)
  }

  @Test func `A credential of the platform's form is masked however short it is`() {
    let mask = SecretMask(credential: Secret("idt:a:b"))
    #expect(mask.masking("x aWR0OmE6Yg== y") == "x [masked] y")
  }

  @Test func `The part of the credential that is secret is masked alone as well`() {
    let mask = SecretMask(credential: Secret("idt:TKN-1111-1111:abcdefghijklmnopqrst"))
    #expect(mask.masking("key abcdefghijklmnopqrst!") == "key [masked]!")
  }

  private static let live = ["idt:TKN-1111-1111:aB+/=&<>\"'\\zyxwvutsrqponml", "aB+/=&<>\"'\\zyxwvutsrqponml"]

  /// How gateways, frameworks and YAML write a text.
  private static let encodings: [(name: String, encode: @Sendable (String) -> String)] = [
    ("percent", { $0.utf8.map { "%" + hex($0) }.joined() }),
    ("percent, what must be", { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }),
    ("percent twice", { $0.utf8.map { "%25" + hex($0) }.joined() }),
    (
      "HTML",
      {
        $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
          .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
      }
    ),
    ("HTML numbers", { $0.utf8.map { "&#\($0);" }.joined() }),
    ("HTML hexadecimal", { $0.utf8.map { "&#x\(hex($0));" }.joined() }),
    ("JSON", { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/") }),
    ("JSON numbers", { $0.utf8.map { "\\u00" + hex($0) }.joined() }),
    ("JSON in JSON", { $0.utf8.map { "\\\\u00" + hex($0) }.joined() }),
    ("YAML", { $0.utf8.map { "\\x" + hex($0) }.joined() }),
    ("YAML, folded", { $0.map(String.init).joined(separator: "\\\n    ").replacing("\\\\\n", with: "\\\\\\\n") }),
    ("YAML, single-quoted", { $0.replacing("'", with: "''") }),
    ("Base64", { Data($0.utf8).base64EncodedString() }),
    ("Base64 of a header", { Data("Bearer \($0)".utf8).base64EncodedString() }),
    ("Base64 of a pair", { Data("user:\($0)\n".utf8).base64EncodedString() }),
    (
      "Base64 for URLs",
      { Data("xx\($0)".utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_") }
    ),
  ]

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  @Test(arguments: live, encodings.map(\.name))
  func `The live credential is masked in other spellings`(credential: String, encoding: String) throws {
    let encode = try #require(Self.encodings.first { $0.name == encoding }?.encode)
    let mask = SecretMask(credential: Secret(credential))
    let encoded = encode(credential)
    #expect(mask.finds(in: encoded))
    let shown = mask.masking("é before \(encoded) after é")
    #expect(shown.hasPrefix("é before ") && shown.hasSuffix(" after é"))
    #expect(shown.contains("[masked]"))
    let left = shown.replacing("é before ", with: "").replacing(" after é", with: "").replacing("[masked]", with: "")
    // Of a header that is encoded as a whole, what does not belong to the credential may be left.
    #expect(left.isEmpty, "\(shown)")
  }

  @Test func `an encoded secret of the platform's form is masked, even if it is not the credential`() {
    #expect(SecretMask().masking("a idt%3ATKN-1111-1111%3Aabc b") == "a [masked] b")
    #expect(SecretMask().masking("a &#105;dt&#58;TKN-1111-1111&#58;abc b") == "a [masked] b")
    #expect(SecretMask().masking(#"a \u0069dt:TKN-1111-1111:abc b"#) == "a [masked] b")
  }

  @Test(arguments: ["100 % of A & B", "C:\\users\\idt", "it''s %41 &amp; \\u0041", "a&b;c"])
  func `Escapes in a text without a secret stay`(text: String) {
    #expect(SecretMask(credential: Secret("an-older-credential-1")).masking(text) == text)
  }

  /// Bytes that count how often one of them is read.
  private struct CountedBytes: RandomAccessCollection {
    final class Count { var value = 0 }

    let bytes: [UInt8]
    let count_ = Count()
    var startIndex: Int { 0 }
    var endIndex: Int { bytes.count }

    subscript(index: Int) -> UInt8 {
      count_.value += 1
      return bytes[index]
    }
  }

  @Test(arguments: [
    ":tkn-1x", ":tkn-1-", "idt:", "idt:x", ":tkn-", "idt::", "%", "%69", "&#x69", "&", "\\", "\\x69", "''", "i", ":",
    "a",
    "an-older-credential-", "YW4tb2xkZXItY3JlZGVudGlhbC",
  ])
  func `The work grows with the length of a text alone`(piece: String) {
    let mask = SecretMask(credential: Secret(String(repeating: "a", count: 4_000) + "b an-older-credential-1"))
    for count in [1 << 10, 1 << 14] {
      let text = CountedBytes(bytes: Array(String(repeating: piece, count: count).utf8))
      _ = mask.ranges(in: text)
      #expect(text.count_.value <= 60 * text.bytes.count, "\(text.count_.value) for \(text.bytes.count)")
    }
  }
}
