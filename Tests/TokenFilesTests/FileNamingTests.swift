import Testing
import TokenModel

@testable import TokenFiles

@Suite("Naming the files of an import")
struct FileNamingTests {
  private func token(_ number: Int, _ name: String?, modules: [LiveModule]? = nil) -> ImportedToken {
    var token = ImportedToken(id: TokenID("TKN-0000-000\(number)"))
    token.texts[.name] = .some(name.map { VerbatimText($0) })
    token.modules = modules
    return token
  }

  private func names(_ naming: FileNaming, _ names: String?...) -> [String] {
    let tokens = names.enumerated().map { token($0.offset, $0.element) }
    let files = naming.names(of: tokens)
    return tokens.map { files[$0.id] ?? "" }
  }

  @Test func `a token's file is named after it, and distinguished by its id`() {
    #expect(
      names(.tokens, "Billing exporter", "Käufer: Export (neu)", "Twin", "twin", "…", nil) == [
        "billing-exporter", "k-ufer-export-neu", "twin-TKN-0000-0002", "twin-TKN-0000-0003", "TKN-0000-0004",
        "TKN-0000-0005",
      ])
  }

  @Test(arguments: [
    ("{file}-*", "billing-export-2", "billing"), ("{file}: *", "Finance: exports", "finance"),
    ("* / {file}", "prod / Sales", "sales"), ("{file}-*", "nothing", "other"), ("{file}-*", "-x", "other"),
    ("*{file}*", "x", "other"), ("{file}", "../../etc/passwd", "etc-passwd"),
  ])
  func `a pattern takes the file from the name`(pattern: String, name: String, file: String) {
    #expect(names(.pattern(NamePattern(pattern)), name) == [file])
  }

  @Test func `the first rule that fits decides`() throws {
    let rules = """
      # team        names
      Finance       *invoice*
      finance.yaml  Billing*

      ops\tTKN-0000-0003  \r
      ops           *
      """
    let naming = try FileNaming.rules(in: rules).get()
    #expect(names(naming, "BILLING x", "an Invoice", "b", "c") == ["finance", "finance", "ops", "ops"])
    #expect(throws: FileNaming.FaultyLine.self) { try FileNaming.rules(in: "a b\nfinance\n").get() }
  }

  @Test func `a pattern with many wildcards ends`() {
    let pattern = NamePattern(String(repeating: "*a", count: 100) + "b")
    #expect(pattern.match(String(repeating: "a", count: 100_000)) == nil)
  }

  // MARK: - Shared lists

  private func module(_ number: Int, buyers: [String] = []) -> LiveModule {
    LiveModule(
      id: ModuleID("MOD-000\(number)"), name: VerbatimText("Module \(number)"),
      filters: .known(ModuleFilters(buyers: buyers.map { BuyerID($0) })))
  }

  @Test func `lists that tokens share become sets and groups`() {
    let both = ["BUY-0001-0000", "BUY-0002-0000"]
    let tokens = [
      token(1, "a", modules: [module(1), module(2)]), token(2, "b", modules: [module(1), module(2)]),
      token(3, "c", modules: [module(1, buyers: both)]), token(4, "d", modules: [module(1), module(3, buyers: both)]),
      token(5, "e", modules: [module(4)]), token(6, "f", modules: [module(4)]),
    ]
    let text = TokenFileText.text(
      of: tokens, lists: GatheredLists(tokens), definesLists: true, mask: SecretMask())
    #expect(
      text == """
        # Rename these lists to show their purpose, here and where they are used.
        buyer_groups:
          buyers-1: [BUY-0001-0000, BUY-0002-0000]  # used in 2 filters
        module_sets:
          role-1:  # used by 2 tokens
            - MOD-0001  # Module 1
            - MOD-0002  # Module 2
        ---
        tokens:
          TKN-0000-0001:
            name: a
            modules:
              - set: role-1

          TKN-0000-0002:
            name: b
            modules:
              - set: role-1

          TKN-0000-0003:
            name: c
            modules:
              - id: MOD-0001  # Module 1
                filters:
                  group.buyers: [buyers-1]

          TKN-0000-0004:
            name: d
            modules:
              - MOD-0001  # Module 1
              - id: MOD-0003  # Module 3
                filters:
                  group.buyers: [buyers-1]

          TKN-0000-0005:
            name: e
            modules:
              - MOD-0004  # Module 4

          TKN-0000-0006:
            name: f
            modules:
              - MOD-0004  # Module 4

        """)
  }
}
