import Testing
import TokenModel

@Suite("Secrets")
struct SecretTests {
  private let secret = Secret("idt:TKN-1111-1111:hunter2")

  @Test func nothingThatPrintsASecretShowsIt() {
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(describing: secret), String(reflecting: secret), dumped, "\([secret])"] {
      #expect(!text.contains("hunter2"), "\(text)")
    }
  }

  @Test func theTokenOfACurrentSecretIsKnown() {
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
  func valuesOfTheSecretsFormAreMasked(_ text: String, _ masked: String) {
    #expect(SecretMask().masking(text) == masked)
    #expect(SecretMask().finds(in: text) == (text != masked))
  }

  @Test func theLiveCredentialIsMaskedWhateverItsForm() {
    let mask = SecretMask(credential: Secret("old-secret"))
    #expect(mask.masking("a old-secret, b old-secret") == "a [masked], b [masked]")
    #expect(mask.finds(in: "old-secret"))
    #expect(!mask.finds(in: "old-secre"))
    #expect(mask.finds(in: "idt:a:b"), "a shorter text than the credential may have a secret's form")
    #expect(SecretMask(credential: Secret("old:secret")).masking("an old:secret.") == "an [masked].")
    #expect(!SecretMask(credential: Secret("")).finds(in: "anything"))
  }
}
