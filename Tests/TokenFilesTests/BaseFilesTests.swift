import Foundation
import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

@Suite struct BaseFilesTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func base(of paths: String..., head: [Int]) -> LoadedTokenFiles {
    let position = SourcePosition(file: "head.yaml", line: 1, column: 1)
    let tokens = head.map { DesiredToken(id: TokenID("TKN-0000-000\($0)"), position: position, document: position) }
    let head = LoadedTokenFiles(tokens: tokens, diagnostics: [], fileCount: 1)
    return TokenFileLoader.loadBase(root: directory.path, paths: paths, head: head, mask: SecretMask())
  }

  /// The base of a head that names no token and defines the set `read` and the group `north`.
  private func base(ofSharedIn paths: String...) -> LoadedTokenFiles {
    let position = SourcePosition(file: "head.yaml", line: 1, column: 1)
    let head = LoadedTokenFiles(
      tokens: [], moduleSets: [ModuleSet(name: "read", position: position, modules: [])],
      buyerGroups: [BuyerGroup(name: "north", position: position, buyers: [])], diagnostics: [], fileCount: 1)
    return TokenFileLoader.loadBase(root: directory.path, paths: paths, head: head, mask: SecretMask())
  }

  private static let shared =
    "module_sets: {read: [{id: Orders, filters: {group.buyers: [north]}}]}\nbuyer_groups: {north: [BUY-0000-0001]}\n"

  @Test func `A token of the base has the sets of files that are not planned`() throws {
    try write(1, "modules: [{set: read}]", to: "tokens/a.yaml")
    try directory.write(Self.shared, to: "roles/shared.yaml")
    let base = base(of: "tokens", head: [1])
    #expect(base.diagnostics == [])
    #expect(base.tokens.first?.modules?.value.map(\.reference.text) == ["Orders"])
    #expect(base.tokens.first?.modules?.value.first?.filters?.value.buyers == ["BUY-0000-0001"])
  }

  @Test func `A set that moved to another file is in the base, with its old path`() throws {
    try write(1, to: "tokens/a.yaml")
    try directory.write(Self.shared, to: "roles/shared.yaml")
    let base = base(ofSharedIn: "tokens")
    #expect(base.moduleSets.map(\.position.file) == ["roles/shared.yaml"])
    #expect(base.buyerGroups.map(\.buyers) == [["BUY-0000-0001"]])
    #expect(base.tokens.map(\.id) == [TokenID("TKN-0000-0001")])
  }

  @Test func `The sets of the paths that are planned come before those of other files`() throws {
    try write(1, "modules: [{set: read}]", to: "tokens/a.yaml")
    try write(2, "modules: [{set: read}]", to: "old/b.yaml")
    try directory.write("module_sets: {read: [Catalog]}\n", to: "tokens/shared.yaml")
    try directory.write(Self.shared, to: "examples/shared.yaml")
    let base = base(of: "tokens", head: [1, 2])
    #expect(base.diagnostics == [])
    #expect(base.tokens.map { $0.modules?.value.map(\.reference.text) } == [["Catalog"], ["Catalog"]])
  }

  @Test func `A set that the planned paths lack and other files define twice is unknown`() throws {
    try write(1, "modules: [{set: read}]", to: "tokens/a.yaml")
    try write(2, "modules: [{set: read}], protected: true", to: "old/b.yaml")
    for folder in ["examples", "more"] { try directory.write(Self.shared, to: "\(folder)/shared.yaml") }
    let base = base(of: "tokens", head: [1, 2])
    #expect(base.diagnostics.map(\.code) == [.unknownSet])
    #expect(base.diagnostics.first?.excerpt?.line.contains("set: read") == true)
    let moved = try #require(base.tokens.last)
    #expect(moved.isProtected?.value == true)
    #expect(moved.managedFields == [])
  }

  private func write(_ number: Int, _ body: String = "protected: true, name: A", to file: String) throws {
    try directory.write("tokens: {TKN-0000-000\(number): {\(body)}}\n", to: file)
  }

  @Test func `A token is found in the base though its file was renamed, and its path is the old one`() throws {
    try write(1, to: "tokens/old.yaml")
    try write(2, to: "tokens/other.yaml")
    let base = base(of: "tokens/new.yaml", head: [1])
    #expect(base.diagnostics == [])
    #expect(base.tokens.map(\.id) == [TokenID("TKN-0000-0001")])
    #expect(base.tokens.map(\.isProtected?.value) == [true])
    #expect(base.tokens.map({ $0.texts[.name]?.value?.string }) == ["A"])
    #expect(base.tokens.map(\.position.file) == ["tokens/old.yaml"])
  }

  @Test func `A token is found in the base though it was moved to another directory that is planned`() throws {
    try write(1, to: "tokens/first/a.yaml")
    try write(2, to: "tokens/second/b.yaml")
    let base = base(of: "tokens/second", head: [1, 2])
    #expect(base.tokens.map(\.id.rawValue).sorted() == ["TKN-0000-0001", "TKN-0000-0002"])
    #expect(base.tokens.allSatisfy { $0.isProtected?.value == true })
  }

  @Test func `Of the paths that are planned all is in the base, of other files what the change names alone`() throws {
    try write(1, to: "a/a.yaml")
    try write(2, to: "b/b.yaml")
    try write(3, to: "b/c.yaml")
    #expect(base(of: "a", head: [2]).tokens.map(\.id.rawValue).sorted() == ["TKN-0000-0001", "TKN-0000-0002"])
  }

  @Test func `Files that are not planned need not be files of tokens`() throws {
    try directory.write("services: {web: [}\n", to: "compose.yaml")
    try directory.write("kind: Deployment\n", to: "b/deployment.yaml")
    try write(1, to: "b/b.yaml")
    let base = base(of: "a", head: [1])
    #expect(base.diagnostics == [])
    #expect(base.tokens.map(\.isProtected?.value) == [true])
  }

  @Test func `a faulty base file that is not planned still protects its tokens and has no other effect`() throws {
    try write(1, "protected: true, name: A, colour: red", to: "b/b.yaml")
    let token = try #require(base(of: "a", head: [1]).tokens.first)
    #expect(token.isProtected?.value == true)
    #expect(token.managedFields == [])
  }

  @Test func `Of two files that are not planned and name a token, either protects it`() throws {
    try write(1, "name: A", to: "b/a.yaml")
    try write(1, "protected: true", to: "b/b.yaml")
    let tokens = base(of: "a", head: [1]).tokens
    #expect(tokens.map(\.isProtected?.value) == [true])
    #expect(tokens.map(\.managedFields) == [[]])
  }

  @Test func `A base whose paths lead out of it is an error`() throws {
    let outside = try TemporaryDirectory()
    try outside.write("tokens: {TKN-0000-0001: {}}", to: "a.yaml")
    try directory.link("tokens", to: outside.path)
    #expect(base(of: "tokens", head: []).diagnostics.map(\.code) == [.linkLeadsOutside])
  }

  @Test func `A base without any of it says that all counts as proposed`() {
    let diagnostics = base(of: "tokens", head: [1]).diagnostics
    #expect(diagnostics.map(\.code) == [.noFiles])
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test func `What the base's texts are warned of is nothing of the change`() throws {
    try write(1, "name: a_b", to: "a/a.yaml")
    #expect(base(of: "a", head: [1]).diagnostics == [])
  }
}
