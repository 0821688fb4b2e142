import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite("Writing drift into files")
struct AdoptionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// What the platform holds of a token, in the words of a test.
  struct Live {
    var id = "TKN-1111-1111"
    var texts: [TextField: String?] = [:]
    var removed: [String] = []
    var added: [AddedModule] = []
    var filters: [String: [String]] = [:]
    var extensions: ExtensionScope?

    func drift(in loaded: LoadedTokenFiles) throws -> TokenDrift {
      let token = try #require(loaded.tokens.first { $0.id.rawValue == id })
      let entries = token.modules?.value ?? []
      func position(_ module: String) throws -> SourcePosition {
        try #require(
          entries.first { $0.reference == .id(ModuleID(module)) || $0.reference == .name(VerbatimText(module)) }
        )
        .position
      }
      var drift = TokenDrift(id: token.id)
      drift.texts = texts.map { (field: $0, live: $1.map { VerbatimText($0) }) }
      drift.removedModules = try removed.map(position)
      drift.addedModules = added
      drift.filters = try filters.map {
        (position: try position($0), live: ModuleFilters(buyers: $1.map { BuyerID($0) }))
      }
      drift.extensions = extensions
      return drift
    }
  }

  private func adopt(_ text: String, _ live: Live...) throws -> Adoption {
    try directory.write(text, to: "a.yaml")
    let loaded = directory.load("a.yaml")
    try #require(!loaded.diagnostics.containsError)
    return Adoption(
      of: try live.map { try $0.drift(in: loaded) }, in: loaded, paths: [directory.path + "/a.yaml"], mask: SecretMask()
    )
  }

  private func edited(_ text: String, _ live: Live...) throws -> String {
    try directory.write(text, to: "a.yaml")
    let loaded = directory.load("a.yaml")
    try #require(!loaded.diagnostics.containsError)
    let adoption = Adoption(
      of: try live.map { try $0.drift(in: loaded) }, in: loaded, paths: [directory.path + "/a.yaml"], mask: SecretMask()
    )
    try #require(adoption.refused.isEmpty, "\(adoption.refused.map(\.reason))")
    return String(decoding: try #require(adoption.files.first).after, as: UTF8.self)
  }

  private static func module(
    _ id: String, _ name: VerbatimText? = nil, unique: Bool = true, buyers: [String] = []
  ) -> AddedModule {
    AddedModule(
      id: ModuleID(id), name: name, isUniqueName: unique, filters: ModuleFilters(buyers: buyers.map { BuyerID($0) }))
  }

  // MARK: - Texts

  @Test(arguments: [
    ("Exporter", "Importer", "Importer"), ("Exporter # nightly", "Importer", "Importer # nightly"),
    ("'Exporter'", "It's new", "'It''s new'"), ("\"Exporter\"  # x", "a\tb", "\"a\\tb\"  # x"),
    ("Exporter", "null", "\"null\""), ("Exporter", "a: b", "\"a: b\""),
    ("&name Exporter", "Importer", "&name Importer"), ("!!str Exporter", "Importer", "!!str Importer"),
    ("Two\n      lines # x", "One", "One # x"), ("Käse 😀", "Brot é", "Brot é"), ("Exporter", "Brot 🥖", "\"Brot 🥖\""),
  ])
  func `a scalar is replaced in its own style`(old: String, live: String, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111: # first\n    name: \(old)\n    icon: x\n"
    #expect(try edited(page, Live(texts: [.name: live])) == page.replacing(old, with: new))
  }

  @Test(arguments: [
    ("|\n      One\n      two\n", "One\nthree\n", "|\n      One\n      three\n"),
    ("|-  # why\n        One\n", "Two", "|-  # why\n        Two\n"),
    ("|+\n      One\n\n\n", "Two\n", "|\n      Two\n\n\n"),
    (">\n      One\n      two\n", "Three\n", ">\n      Three\n"),
    (">-\n      One\n\n      two\n", "a\n\nb", ">-\n      a\n\n\n      b\n"),
    ("|\n      One\n", "\u{7}", "\"\\x07\"\n"), ("One\n", "two\nlines\n", "|\n      two\n      lines\n"),
  ])
  func `a text of many lines keeps its style`(old: String, live: String, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111:\n    description: \(old)    icon: x\n"
    #expect(
      try edited(page, Live(texts: [.description: live]))
        == "tokens:\n  TKN-1111-1111:\n    description: \(new)    icon: x\n")
  }

  @Test(arguments: [
    ("icon: x # why", "icon: null # why"), ("icon: |\n      x\n    name: a", "icon: null\n    name: a"),
    ("icon: \"x\"", "icon: null"),
  ])
  func `a cleared text becomes null`(old: String, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111:\n    \(old)\n"
    #expect(try edited(page, Live(texts: [.icon: nil])) == page.replacing(old, with: new))
  }

  @Test(arguments: [("icon:", "icon: z.png"), ("icon:   # none", "icon: z.png   # none"), ("icon: ~", "icon: z.png")])
  func `a text takes the place of null`(old: String, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111:\n    \(old)\n    name: a\n"
    #expect(try edited(page, Live(texts: [.icon: "z.png"])) == page.replacing(old, with: new))
  }

  @Test func `CRLF, a byte order mark and a missing last line end stay`() throws {
    let page = "\u{FEFF}# Käse\r\ntokens:\r\n  TKN-1111-1111:\r\n    modules:\r\n      - MOD-0001\r\n      - MOD-0002"
    let live = Live(removed: ["MOD-0001"], added: [Self.module("MOD-0003", "Three")])
    #expect(
      try edited(page, live)
        == "\u{FEFF}# Käse\r\ntokens:\r\n  TKN-1111-1111:\r\n    modules:\r\n      - MOD-0002\r\n      - MOD-0003  # Three"
    )
  }

  // MARK: - Modules

  @Test(arguments: [
    // An entry goes with its line and the comment at its end; comments on lines of their own stay.
    (
      "\n      # exports\n      - MOD-0001 # one\n      - # why\n        id: MOD-0002\n        filters: {}\n      - MOD-0003\n",
      "\n      # exports\n      - MOD-0001 # one\n      - MOD-0003\n      - MOD-0004  # Four\n"
    ),
    ("\n    - MOD-0002\n    - MOD-0001\n", "\n    - MOD-0001\n    - MOD-0004  # Four\n"),
    ("\n      -   MOD-0001\n      -   MOD-0002\n", "\n      -   MOD-0001\n      -   MOD-0004  # Four\n"),
    (" &list\n      - MOD-0002\n", " &list\n      - MOD-0004  # Four\n"),
    (" [MOD-0001, MOD-0002]\n", " [MOD-0001, MOD-0004]\n"), (" [MOD-0002]\n", " [MOD-0004]\n"),
    (" [MOD-0002, MOD-0001] # x\n", " [MOD-0001, MOD-0004] # x\n"),
    (" [ MOD-0001 , MOD-0002 , MOD-0003 ]\n", " [ MOD-0001 , MOD-0003, MOD-0004 ]\n"),
    (
      " [\n      MOD-0001, # one\n      MOD-0002, # two\n      MOD-0003 # three\n    ]\n",
      " [\n      MOD-0001, # one\n      MOD-0003, # three\n      MOD-0004\n    ]\n"
    ),
    (
      " [\n      MOD-0001,\n      {id: MOD-0002, filters: {}},\n    ]\n",
      " [\n      MOD-0001,\n      MOD-0004,\n    ]\n"
    ),
  ])
  func `an entry is removed, and another added in the style of the list`(old: String, new: String) throws {
    let start = "tokens:\n  TKN-1111-1111:\n    modules:"
    let rest = "    # the end\n    name: a\n"
    let live = Live(removed: ["MOD-0002"], added: [Self.module("MOD-0004", "Four")])
    #expect(try edited(start + old + rest, live) == start + new + rest)
  }

  @Test func `an entry is added by name where the others are, unless the name means several modules`() throws {
    let page = "tokens:\n  TKN-1111-1111:\n    modules:\n      - Billing\n"
    let live = Live(added: [
      Self.module("MOD-0002", "Reports, old"), Self.module("MOD-0003", "Twice", unique: false),
      Self.module("MOD-0004", "MOD-trap"), Self.module("MOD-0005"),
    ])
    #expect(
      try edited(page, live)
        == page + """
                - "Reports, old"
                - MOD-0003  # Twice
                - MOD-0004  # MOD-trap
                - MOD-0005

          """)
  }

  @Test func `a module is added with its filters`() throws {
    let block = "tokens:\n  TKN-1111-1111:\n    modules:\n    - MOD-0001\n"
    let live = Live(added: [Self.module("MOD-0002", "Two", buyers: ["BUY-1111-1111", "BUY-2222-2222"])])
    #expect(
      try edited(block, live) == block
        + "    - id: MOD-0002  # Two\n      filters:\n        group.buyers: [BUY-1111-1111, BUY-2222-2222]\n")
    let flow = "tokens: {TKN-1111-1111: {modules: [MOD-0001]}}\n"
    #expect(
      try edited(flow, live)
        == "tokens: {TKN-1111-1111: {modules: [MOD-0001, {id: MOD-0002, filters: {group.buyers: [BUY-1111-1111, BUY-2222-2222]}}]}}\n"
    )
  }

  @Test(arguments: [
    ("filters: {}", "filters: {group.buyers: [BUY-2222-2222]}"),
    ("filters: {group.buyers: [BUY-1111-1111]}", "filters: {group.buyers: [BUY-2222-2222]}"),
    (
      "filters:\n          group.buyers:\n            - BUY-1111-1111 # old\n            - BUY-2222-2222 # kept",
      "filters:\n          group.buyers:\n            - BUY-2222-2222 # kept"
    ),
    (
      "filters: # why\n          group.buyers: [BUY-1111-1111]",
      "filters: # why\n          group.buyers: [BUY-2222-2222]"
    ),
  ])
  func `filters are set`(old: String, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111:\n    modules:\n      - id: MOD-0001 # one\n        \(old)\n      - MOD-0002\n"
    #expect(
      try edited(page, Live(filters: ["MOD-0001": ["BUY-2222-2222"]])) == page.replacing(old, with: new))
  }

  @Test func `filters are removed`() throws {
    let page =
      "tokens:\n  TKN-1111-1111:\n    modules:\n      - id: MOD-0001\n        filters:\n          group.buyers:\n            - BUY-1111-1111\n      - MOD-0002\n"
    #expect(
      try edited(page, Live(filters: ["MOD-0001": []]))
        == "tokens:\n  TKN-1111-1111:\n    modules:\n      - id: MOD-0001\n        filters: {}\n      - MOD-0002\n")
  }

  // MARK: - Extensions

  @Test(arguments: [
    ("[EXT-1111-1111]", ExtensionScope.all, "null"), ("[EXT-1111-1111]", .none, "[]"),
    ("null # all", .only([ExtensionID("EXT-2222-2222")]), "[EXT-2222-2222] # all"),
    ("[]", .only([ExtensionID("EXT-2222-2222")]), "[EXT-2222-2222]"),
    (
      "\n      - EXT-1111-1111 # old\n      - EXT-2222-2222", .only([ExtensionID("EXT-2222-2222")]),
      "\n      - EXT-2222-2222"
    ),
    ("\n      - EXT-1111-1111\n      - EXT-2222-2222", .all, "null"),
  ])
  func `extensions are replaced`(old: String, live: ExtensionScope, new: String) throws {
    let page = "tokens:\n  TKN-1111-1111:\n    extensions: \(old)\n    name: a\n"
    let expected = "tokens:\n  TKN-1111-1111:\n    extensions: \(new)\n    name: a\n"
    #expect(try edited(page, Live(extensions: live)) == expected)
  }

  // MARK: - What is left alone

  @Test(arguments: [
    ("&list [MOD-0001, MOD-0002]", "    icon: x\n  TKN-2222-2222: {modules: *list}", "aliases at"),
    ("*list", "", "an alias of the anchor"),
  ])
  func `a list that is shared stays`(list: String, more: String, reason: String) throws {
    let anchor = list == "*list" ? "  TKN-0000-0001: {modules: &list [MOD-0001, MOD-0002]}\n" : ""
    let page = "tokens:\n\(anchor)  TKN-1111-1111:\n    name: a\n    modules: \(list)\n\(more)\n"
    let adoption = try adopt(page, Live(removed: ["MOD-0002"]))
    #expect(adoption.files.isEmpty && adoption.adopted.isEmpty)
    #expect(adoption.refused.map(\.id.rawValue) == ["TKN-1111-1111"])
    #expect(adoption.refused.first?.reason.contains(reason) == true, "\(adoption.refused)")
  }

  @Test func `a value that comes through a merge key stays, and the others of its file are adopted`() throws {
    let page = """
      tokens:
        TKN-2222-2222: &base
          icon: x
          name: b
        TKN-1111-1111:
          <<: *base
          name: a

      """
    let adoption = try adopt(
      page, Live(texts: [.icon: "z.png"]), Live(id: "TKN-2222-2222", texts: [.name: "c"]))
    #expect(adoption.refused.first?.reason.contains("merge key") == true)
    #expect(adoption.adopted.isEmpty, "the name of the anchor is shared, though another name hides it")
    #expect(try edited(page, Live(texts: [.name: "d"])) == page.replacing("name: a", with: "name: d"))
  }

  @Test func `a secret is never written`() throws {
    let secret = "idt:TKN-1111-1111:" + String(repeating: "x", count: 40)
    let adoption = try adopt("tokens:\n  TKN-1111-1111:\n    name: a\n", Live(texts: [.name: secret]))
    #expect(adoption.files.isEmpty)
    #expect(adoption.refused.map(\.reason) == ["its name looks like a secret"])
  }

  @Test func `a plan that no file can express is refused`() throws {
    let page = "tokens:\n  TKN-1111-1111:\n    name: a\n    modules: [MOD-0001]\n"
    #expect(try adopt(page, Live(removed: ["MOD-0001"])).refused.first?.reason.contains("no module") == true)
    #expect(try adopt(page, Live(texts: [.name: ""])).refused.first?.reason == "its name is empty")
  }
}
