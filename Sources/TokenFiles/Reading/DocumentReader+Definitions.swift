import TokenModel

extension DocumentReader {
  /// Reads the document's sets of modules, by their names.
  mutating func readModuleSets(_ field: Entry) {
    for (entry, name) in readNames(field, noun: "set") {
      definitions.sets.append(
        Definition(
          name: name, position: position(of: entry), span: span(of: entry), content: readModules(entry, of: .set)))
    }
  }

  /// Reads the document's groups of buyers, by their names.
  mutating func readBuyerGroups(_ field: Entry) {
    for (entry, name) in readNames(field, noun: "group") {
      definitions.groups.append(
        Definition(name: name, position: position(of: entry), span: span(of: entry), content: readGroup(entry)))
    }
  }

  private mutating func readGroup(_ entry: Entry) -> [BuyerID]? {
    guard expect(.sequence, entry, orNull: "list the ids of the group's buyers") else { return nil }
    let items = tree.children(of: entry.value)
    guard !items.isEmpty else {
      report(.emptyValue, "a group needs at least one buyer", at: tree.nodes[entry.value].span)
      return nil
    }
    var names: [Int] = []
    for item in items where isGroupName(tree.resolve(item)) { names.append(item) }
    guard names.isEmpty else {
      for item in names {
        report(
          .malformedID, "\(quote(tree.text(of: tree.resolve(item)))) is not the id of a buyer",
          help: "a group contains no groups: list the buyers' ids, such as `\(BuyerKind.example)`",
          at: tree.nodes[item].span)
      }
      return nil
    }
    return readIDs(of: BuyerKind.self, in: items, named: "buyer", .duplicateBuyer).map { $0.sorted() }
  }

  /// The entries of a mapping whose keys are names. Keys that are none are reported and left out.
  private mutating func readNames(_ field: Entry, noun: String) -> [(entry: Entry, name: String)] {
    guard expect(.mapping, field, orNull: "omit the key if there are none") else {
      definitions.isComplete = false
      return []
    }
    var named: [(entry: Entry, name: String)] = []
    for entry in entries(of: field.value) {
      let name = tree.text(of: entry.key)
      if Self.isName(name) {
        named.append((entry, name))
      } else {
        reportMalformedName(name, noun: noun, at: span(of: entry))
      }
    }
    return named
  }

  /// Whether a node is a text that may name a group.
  func isGroupName(_ node: Int) -> Bool {
    tree.nodes[node].kind == .text && Self.isName(tree.text(of: node))
  }

  mutating func reportMalformedName(_ name: String, noun: String, at span: SourceRange) {
    report(.malformedName, "\(quote(name)) cannot name a \(noun)", help: Self.nameHelp(for: name), at: span)
  }

  private static func nameHelp(for name: String) -> String {
    if isLikeBuyerID(name) { return "a name must not look like the id of a buyer" }
    return meantName(name).map { "did you mean `\($0)`?" }
      ?? "a name consists of lower-case letters, digits and hyphens"
  }

  /// The name that a text is but for its case.
  static func meantName(_ text: String) -> String? {
    guard text.utf8.count <= 60, !isLikeBuyerID(text), isName(text.lowercased()) else { return nil }
    return text.lowercased()
  }

  private static func isLikeBuyerID(_ text: String) -> Bool {
    text.prefix(4).lowercased() == "buy-" && BuyerID(wellFormed: text.uppercased()) != nil
  }

  /// Whether a text may name a set or a group. What is a buyer's id but for its case may not.
  static func isName(_ text: String) -> Bool {
    let isSpelledSo =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
    return isSpelledSo && !isLikeBuyerID(text)
  }
}
