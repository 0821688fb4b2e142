import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct LinkingTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static func texts(_ token: DesiredToken?) -> [String] { token?.modules?.value.map(\.reference.text) ?? [] }

  @Test func `A set and a group hold for all files, in any order of the files`() throws {
    try directory.write("tokens: {TKN-1671-0001: {modules: [{set: read}]}}\n", to: "a.yaml")
    try directory.write("module_sets: {read: [{id: Orders, filters: {group.buyers: [north]}}]}\n", to: "b.yaml")
    try directory.write("buyer_groups: {north: [BUY-0000-0001]}\n", to: "c.yaml")
    for names in [["a", "b", "c"], ["c", "b", "a"]] {
      let paths = names.map { "\(directory.path)/\($0).yaml" }
      let loaded = TokenFileLoader.load(paths: paths, mask: SecretMask())
      #expect(loaded.diagnostics == [])
      let module = try #require(loaded.tokens.first?.modules?.value.first)
      #expect(module.filters?.value.buyers == ["BUY-0000-0001"])
      #expect(module.buyerGroups == ["north"])
      #expect(module.position.file.hasSuffix("b.yaml"))
      #expect(module.set?.position.file.hasSuffix("a.yaml") == true)
      #expect(loaded.moduleSets.map(\.name) == ["read"])
      #expect(loaded.moduleSets.first?.modules.first?.filters?.value.buyers == ["BUY-0000-0001"])
      #expect(loaded.buyerGroups.map(\.buyers) == [["BUY-0000-0001"]])
    }
  }

  @Test func `A token's own entry with an end does not replace what a set filters otherwise`() throws {
    try directory.write(
      """
      module_sets: {read: [{id: Orders, filters: {group.buyers: [BUY-0000-0001]}}]}
      tokens:
        TKN-1671-0001: {modules: [{set: read}, {id: Orders, filters: {}, until: 2026-12-31}]}
        TKN-1671-0002: {modules: [{set: read}, {id: Orders, filters: {}}]}
      """, to: "a.yaml")
    let loaded = directory.load("")
    #expect(loaded.diagnostics == [])
    #expect(loaded.tokens.map { $0.modules?.value.map(\.set?.name) } == [[nil, "read"], [nil]])
  }

  @Test func `A fault across files is shown with its own line`() throws {
    try directory.write("module_sets: {read: [Orders]}\n", to: "b.yaml")
    try directory.write("tokens:\n  TKN-1671-0001:\n    modules:\n      - set: raed # typo\n", to: "c.yaml")
    try directory.write("module_sets:\n  read: [Catalog]\n", to: "d.yaml")
    let diagnostics = directory.load("").diagnostics
    #expect(diagnostics.map(\.code) == [.unknownSet, .duplicateDefinition])
    #expect(diagnostics.map(\.address) == [TokenID("TKN-1671-0001"), nil])
    #expect(diagnostics.map(\.excerpt?.line) == ["      - set: raed # typo", "  read: [Catalog]"])
    #expect(diagnostics.map(\.excerpt?.column) == [14, 3])
    #expect(diagnostics.map(\.excerpt?.length) == [4, 4])
    #expect(diagnostics[1].message.hasSuffix("first at \(directory.path)/b.yaml:1:15"))
  }

  @Test func `A line that holds a secret is not quoted for a fault across files`() throws {
    try directory.write(
      "tokens:\n  TKN-1671-0001: {modules: [{set: read}], name: 'idt:TKN-1671-0001:abcdefgh'}\n", to: "a.yaml")
    let diagnostics = directory.load("").diagnostics
    #expect(diagnostics.map(\.code).sorted { $0.rawValue < $1.rawValue } == [.secretInFile, .unknownSet])
    #expect(diagnostics.allSatisfy { $0.excerpt == nil })
  }

  @Test(arguments: ["module_sets: {read: [Orders]}\ntokens: {", "module_sets: [read]\n"])
  func `A file that may define a set and cannot be read makes its uses no faults`(text: String) throws {
    try directory.write("tokens: {TKN-1671-0001: {modules: [{set: other}]}}\n", to: "a.yaml")
    #expect(directory.load("").diagnostics.map(\.code) == [.unknownSet])
    try directory.write(text, to: "b.yaml")
    #expect(directory.load("").diagnostics.map(\.code).contains(.unknownSet) == false)
  }

  @Test func `A set with a fault is one fault, whatever uses it`() {
    let merge = read(
      """
      module_sets: {read: [MOD-1]}
      tokens: {TKN-1671-0001: {modules: [{set: read}]}, TKN-1671-0002: {modules: [{set: read}]}}
      """)
    #expect(merge.codes == [.malformedID])
    #expect(merge.tokens.allSatisfy { $0.modules == nil })
  }

  @Test func `A token that is named twice takes no list of another token`() {
    let merge = read(
      """
      module_sets: {one: [A], two: [B], three: [C]}
      tokens: {TKN-1671-0001: {modules: [{set: one}]}}
      ---
      tokens: {TKN-1671-0001: {modules: [{set: two}]}, TKN-1671-0002: {modules: [{set: three}]}}
      """)
    #expect(merge.codes == [.duplicateToken])
    #expect(merge.tokens.map(Self.texts) == [["A"], ["C"]])
  }

  @Test func `Lists that sets make grow out of proportion are refused and not expanded`() {
    let modules = (0..<5_000).map { "M\($0)" }.joined(separator: ", ")
    let tokens = (1000..<1250).map { "  TKN-1671-\($0): {modules: [{set: all}]}\n" }.joined()
    let merge = read("module_sets: {all: [\(modules)]}\ntokens:\n" + tokens)
    #expect(merge.codes.allSatisfy { $0 == .tooLarge })
    #expect(!merge.codes.isEmpty)
    #expect(merge.tokens.count { $0.modules != nil } < 250)
    #expect(merge.linkDiagnostics.first?.position?.line == 213)
  }

  @Test func `Groups that grow out of proportion are refused as well`() {
    let buyers = (0..<5_000).map { "BUY-0000-\($0 + 1000)" }.joined(separator: ", ")
    let entries = (0..<2_001).map { "{id: M\($0), filters: {group.buyers: [all]}}" }.joined(separator: ", ")
    let merge = read("buyer_groups: {all: [\(buyers)]}\ntokens: {TKN-1671-0001: {modules: [\(entries)]}}\n")
    #expect(merge.codes == [.tooLarge])
  }

  @Test func `A list whose entries all end is warned of with the day, through sets too`() {
    let merge = read(
      """
      module_sets: {read: [Orders, Catalog]}
      tokens:
        TKN-1671-0001: {modules: [{set: read, until: 2026-06-30}, {id: Billing, until: 2026-12-31}]}
        TKN-1671-0002: {modules: [{id: Billing, until: 2026-12-31}]}
        TKN-1671-0003: {modules: [{id: Billing, until: 2026-12-31}, Orders]}
      """)
    #expect(merge.codes == [.listEnds, .listEnds])
    #expect(merge.linkDiagnostics.map(\.severity) == [.warning, .warning])
    #expect(merge.linkDiagnostics.allSatisfy { $0.message.contains("2026-12-31") })
  }

  @Test func `Entries that use one group share its buyers in memory`() throws {
    let merge = read(
      """
      buyer_groups: {north: [BUY-0000-0002, BUY-0000-0001]}
      tokens: {TKN-1671-0001: {modules: [{id: A, filters: {group.buyers: [north]}}, {id: B, filters: {group.buyers: [north]}}]}}
      """)
    let lists = try #require(merge.tokens.first?.modules?.value).compactMap(\.filters?.value.buyers)
    let addresses = lists.map { $0.withUnsafeBufferPointer(\.baseAddress) }
    #expect(lists.count == 2 && addresses[0] == addresses[1])
  }
}
