import TestSupport
import Testing
import TokenModel

@testable import TokenFiles

/// Whatever a file holds, the answer is a clear error.
@Suite struct HostileFileTests {
  @Test func `Aliases of aliases are refused, not expanded`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(read(text).codes == [.tooLarge])
    var merges = "a0: &a0 {k: v}\n"
    for level in 1...60 { merges += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n" }
    #expect(read(merges + "tokens: {TKN-0000-0001: *a60}").codes == [.tooLarge])
  }

  @Test func `A long list under many aliases is refused`() {
    var text = "tokens:\n  TKN-0000-0000:\n    modules: &all ["
    text += (0..<5000).map { "M\($0)" }.joined(separator: ",") + "]\n"
    for number in 1...5000 { text += "  TKN-0001-\(String(10000 + number).suffix(4)): {modules: *all}\n" }
    #expect(read(text).codes == [.tooLarge])
  }

  @Test func `A shared list of modules in ten thousand tokens is read`() {
    var text =
      "tokens:\n  TKN-0000-0000:\n    modules: &all [" + (1...50).map { "M\($0)" }.joined(separator: ",") + "]\n"
    for number in 0..<10_000 { text += "  TKN-0001-\(String(10000 + number).suffix(4)): {modules: *all}\n" }
    let merge = read(text)
    #expect(merge.codes == [])
    #expect(merge.tokens.count == 10_001)
  }

  @Test func `the fault of a mapping that many tokens merge is reported once`() {
    var text = "tokens:\n  TKN-0000-0000: &one {colour: red}\n"
    for number in 0..<2000 { text += "  TKN-0001-\(String(10000 + number).suffix(4)): {<<: *one}\n" }
    #expect(read(text).codes == [.unknownKey])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[[{a: "])
  func `Ten thousand levels are refused`(opening: String) {
    #expect(read(String(repeating: opening, count: 10_000)).codes.first == .tooDeep)
  }

  @Test func `Indentation without end is refused`() {
    let text = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(read(text).codes == [.tooDeep])
  }

  @Test func `A chain of merges is followed to its bound`() {
    var text = "tokens:\n  TKN-0000-0000: &a0 {name: One}\n"
    for level in 1...200 { text += "  TKN-0001-\(1000 + level): &a\(level) {<<: *a\(level - 1)}\n" }
    #expect(read(text).codes.first == .tooDeep)
  }

  @Test func `Anchors in a circle are an error`() {
    #expect(read("tokens: &a {TKN-0000-0001: *a}").codes == [.cyclicAlias])
    #expect(read("&a tokens: {<<: &b {<<: [*b]}}").codes == [.cyclicAlias])
    #expect(read("&a [*a]").codes.contains(.cyclicAlias))
  }

  @Test func `A huge scalar is an error, and is not quoted whole`() throws {
    let merge = read("tokens: {TKN-0000-0001: {name: \"\(String(repeating: "x", count: 5_000_000))\", colour: red}}")
    #expect(merge.codes == [.tooLarge, .unknownKey])
    for diagnostic in merge.diagnostics {
      let excerpt = try #require(diagnostic.excerpt)
      #expect(excerpt.line.unicodeScalars.count <= 170)
      #expect(excerpt.column + excerpt.length - 1 <= excerpt.line.unicodeScalars.count)
    }
    #expect(merge.shown.contains("colour: red"))
  }

  @Test func `a huge key is shortened when it is quoted`() {
    let shown = read("tokens: {}\n? \(String(repeating: "x", count: 500_000))\n: y").shown
    #expect(shown.utf8.count < 1000)
  }

  @Test func `Many directives are refused before libyaml compares each with each`() {
    let text = (0..<200_000).map { "%TAG !a\($0)! x\n" }.joined() + "---\na: b"
    #expect(read(text).codes == [.tooLarge])
  }

  @Test func `many faults on one long line are all reported`() {
    let text = "tokens: {" + (0..<300).map { "TKN-0001-\($0): {colour: red}" }.joined(separator: ", ") + "}"
    let merge = read(text)
    #expect(merge.codes.filter { $0 == .unknownKey }.count == 300)
    #expect(merge.shown.utf8.count < 300 * 2000)
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x00], [0x07],
  ])
  func `bytes that are not text are an error anywhere`(bytes: [Int]) throws {
    let good = Array("# c\naccount: ACC-5563-4382 # d\ntokens: {TKN-0000-0001: {name: \"a\", icon: 'b'}}\n".utf8)
    for place in 0...good.count {
      let merge = read(good[..<place] + bytes.map { UInt8($0) } + good[place...])
      #expect(merge.codes == [.invalidEncoding])
      let position = try #require(merge.diagnostics.first?.position)
      let before = String(decoding: good[..<place], as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(position.line == before.count)
      #expect(position.column == (before.last?.count ?? 0) + 1)
    }
  }

  @Test func `Faults without end are counted, not kept`() {
    var faults = FileDiagnostics()
    for index in 0..<UInt32(Limits.diagnostics + 7) {
      faults.add(
        FileDiagnostic(.unknownKey, "unknown", at: SourceRange(Mark(index: index, line: 1, column: 1), to: index)))
    }
    #expect(faults.list.count == Limits.diagnostics)
    #expect(faults.omitted == 7)
  }

  @Test func `A file of nothing but marks and breaks names no token and breaks nothing`() {
    for bytes: [UInt8] in [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x0A], [0x0D, 0x0A], [0xEF, 0xBB]] {
      #expect(read(bytes).tokens == [])
    }
  }

  @Test func `Whatever is done to a good file, it is read or refused`() {
    let good = Array(
      """
      account: ACC-5563-4382
      tokens:
        TKN-1671-0642: &one
          name: "Billing \\u00e9"
          description: |
            text é
          modules: [MOD-1756, {id: MOD-9042, filters: {group.buyers: [BUY-2844-0294]}}]
          token: 'hidden'
        TKN-1671-0643: {<<: *one, icon: !!str x} # comment
      --- %
      tokens: {? a : b}

      """.utf8)
    let interesting = Array("\u{0}\t\n\r :-?[]{},&*!|>'\"%@`#\\<\u{7f}".utf8) + [0x80, 0xC2, 0xE2, 0xFF, 0xFE]
    var random = SeededGenerator(seed: 42)
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0...random.next(upTo: 4) {
        let place = random.next(upTo: bytes.count)
        switch random.next(upTo: 4) {
        case 0: bytes[place] = interesting[random.next(upTo: interesting.count)]
        case 1: bytes.insert(interesting[random.next(upTo: interesting.count)], at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(upTo: 10)))
        default:
          bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: random.next(upTo: bytes.count))
        }
      }
      let merge = read(bytes)
      for diagnostic in merge.diagnostics {
        guard let position = diagnostic.position else {
          Issue.record("a fault without a place")
          continue
        }
        #expect(position.line >= 1 && position.column >= 1)
        guard let excerpt = diagnostic.excerpt else { continue }
        #expect(excerpt.column + excerpt.length - 1 <= excerpt.line.unicodeScalars.count + 1)
      }
    }
  }
}
