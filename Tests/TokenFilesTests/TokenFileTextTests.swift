import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite("Writing live tokens as YAML")
struct TokenFileTextTests {
  private let mask = SecretMask(credential: Secret("an-older-credential-1"))

  private func token(
    _ number: Int, name: VerbatimText = "Exporter", description: VerbatimText? = nil, icon: VerbatimText? = nil,
    modules: [LiveModule] = [LiveModule(id: ModuleID("MOD-0001"), filters: .known(.none))],
    extensions: LiveExtensions = .absent,
    account: Account? = nil, status: Status = .active
  ) -> LiveToken {
    LiveToken(
      id: TokenID("TKN-0000-\(1000 + number)"), texts: .known(name: name, description: description, icon: icon),
      modules: .known(modules), extensions: .known(extensions), account: account, status: status)
  }

  private func written(_ tokens: [LiveToken]) -> String {
    TokenFileText.text(of: ImportedTokens(tokens, mask: mask).tokens, mask: mask)
  }

  // MARK: - Texts

  @Test func `every text is read back as it was`() throws {
    let texts = HostileTexts.all
    #expect(texts.count > 2_000)
    let live = texts.enumerated().map { index, text in
      token(index, name: VerbatimText(text), description: VerbatimText(text), icon: VerbatimText("i" + text))
    }
    let merge = read(written(live), mask: mask)
    #expect(!merge.diagnostics.containsError, "\(merge.shown)")
    try #require(merge.tokens.count == texts.count)
    for (text, token) in zip(texts, merge.tokens) {
      let escaped = text.debugDescription
      #expect(token.texts[.name]?.value == VerbatimText(text), "\(escaped)")
      #expect(token.texts[.description]?.value == VerbatimText(text), "\(escaped)")
      #expect(token.texts[.icon]?.value == VerbatimText("i" + text), "\(escaped)")
    }
  }

  @Test func `a file contains no invisible characters`() {
    let live = HostileTexts.all.enumerated().map { index, text in
      token(index, name: VerbatimText(text), description: VerbatimText(text + "\nmore\n"))
    }
    for line in written(live).split(separator: "\n") {
      #expect(line.unicodeScalars.allSatisfy { !$0.isUnseen }, "\(line.debugDescription)")
      #expect(!line.contains("##"), "\(line)")
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
    }
  }

  @Test(arguments: [
    ("Billing exporter", "Billing exporter"), ("Käufer-Export (neu), 2. Stufe", "Käufer-Export (neu), 2. Stufe"),
    ("null", "\"null\""), ("No", "\"No\""), ("2024-01-01", "\"2024-01-01\""), ("a: b", "\"a: b\""),
    ("a #b", "\"a #b\""), ("*a", "\"*a\""), ("a ", "\"a \""), ("a\tb", "\"a\\tb\""), ("say \"no\"", #""say \"no\"""#),
    ("a\u{202E}b", "\"a\\u202Eb\""), ("😀", "\"😀\""), ("one\ntwo\n", "|\n      one\n      two"),
    ("one\n\ntwo", "|-\n      one\n\n      two"), ("one\n\n", "\"one\\n\\n\""), (" one\ntwo", "\" one\\ntwo\""),
  ])
  func `a text is as plain as it can be`(_ text: String, _ expected: String) {
    #expect(ScalarText(text).value(indentation: 4) == expected)
  }

  // MARK: - Comments

  @Test func `no comment ends in its line`() throws {
    for text in HostileTexts.all {
      let hostile = VerbatimText("a\(text)\ntokens: {}")
      let module = LiveModule(id: ModuleID("MOD-0001"), name: hostile, filters: .known(.none))
      let live = token(
        1, modules: [module], account: Account(id: AccountID("ACC-0000-0001"), name: hostile),
        status: .other(hostile.string))
      let text = written([live])
      #expect(text.split(separator: "\n").count == 9)
      let merge = read(text, mask: mask)
      #expect(merge.diagnostics.isEmpty, "\(merge.shown)")
      #expect(merge.tokens.map(\.id) == [live.id] && merge.tokens.first?.modules?.value.count == 1)
    }
  }

  @Test func `no comment contains a secret`() {
    let module = LiveModule(
      id: ModuleID("MOD-0001"), name: "x idt:TKN-1111-1111:abc y an-older-credential-1", filters: .known(.none))
    let text = written([token(1, modules: [module])])
    #expect(text.contains("# x [masked] y [masked]"))
  }

  // MARK: - The whole

  @Test func `a file reads like one that a person wrote`() {
    let ours = Account(id: AccountID("ACC-5563-4382"), name: "Intelli Industries")
    let buyers = (1...8).map { BuyerID("BUY-2844-000\($0)") }
    let text = written([
      token(
        4, name: "yes", description: "Reads \"all\" invoices: nightly.",
        account: Account(id: AccountID("ACC-9999-0001"))),
      token(
        2, name: "Spend dashboard", description: "Shows what was spent.\n\n- by buyer\n- by month\n", icon: "",
        modules: [
          LiveModule(id: ModuleID("MOD-9042"), name: "Subscriptions", filters: .known(ModuleFilters(buyers: buyers))),
          LiveModule(
            id: ModuleID("MOD-0001"), name: "Billing", filters: .known(ModuleFilters(buyers: buyers.prefix(2)))),
        ], extensions: .listed(.none), account: ours, status: .disabled),
      token(
        1, name: "Billing exporter", icon: "icons/exporter.png",
        modules: [LiveModule(id: ModuleID("MOD-1756"), name: "Access Management", filters: .notAnswered)],
        extensions: .listed(.only(["EXT-1111-0001", "EXT-6587-4477"])), account: ours),
      LiveToken(id: TokenID("TKN-0000-1003"), account: ours, status: .active),
    ])
    Golden().expect(text, in: "import.yaml")
    #expect(read(text).diagnostics.isEmpty)
  }

  @Test func `no tokens are no text`() {
    #expect(written([]).isEmpty)
  }

  @Test func `what no file may hold is left out and not quoted`() throws {
    let secret: VerbatimText = "see idt:TKN-1111-1111:CANARY"
    let odd = LiveModule(id: ModuleID("MOD-0001"), filters: .unsupported(["CANARY"]))
    let live = [
      token(1, name: "", description: secret, icon: "an-older-credential-1", modules: [odd]),
      token(2, modules: []),
      token(3, modules: [LiveModule(id: ModuleID("CANARY"), filters: .known(.none))]),
      token(
        4,
        modules: [
          LiveModule(id: ModuleID("MOD-0001"), filters: .known(ModuleFilters(buyers: [BuyerID("CANARY")])))
        ]),
      token(
        5, description: VerbatimText(String(repeating: "x", count: 1 << 20 + 1)),
        account: Account(id: AccountID("CANARY"))),
      token(6, extensions: .listed(.only([ExtensionID("CANARY")]))),
      LiveToken(id: TokenID("CANARY\nx")), LiveToken(id: TokenID("TKN-0000-1007")),
    ]
    let imported = ImportedTokens(live, mask: mask)
    #expect(imported.omissions.allSatisfy { $0.severity == .warning && $0.code == .notImportable })
    #expect(!imported.omissions.contains { ($0.message + ($0.help?.text(.sample) ?? "")).contains("CANARY") })
    #expect(imported.omissions.count == 16, "\(imported.omissions.map(\.message))")
    let text = TokenFileText.text(of: imported.tokens, mask: mask)
    #expect(!text.contains("CANARY"))
    let merge = read(text)
    #expect(merge.diagnostics.isEmpty, "\(merge.shown)")
    #expect(merge.tokens.count == 7)
    #expect(
      merge.tokens[0].managedFields == [.extensions]
        && merge.tokens[1].managedFields == Set(TextField.allCases.map(TokenField.text) + [.extensions]))
  }
}
