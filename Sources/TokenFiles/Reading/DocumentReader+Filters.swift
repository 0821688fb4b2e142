import TokenModel

extension DocumentReader {
  /// Reads an entry's filters into it, and its groups into the list. If something is wrong, reports it and returns false.
  mutating func readFilters(_ field: Entry, into filters: inout Located<ModuleFilters>?, groups: inout [BuyersGroup])
    -> Bool
  {
    guard expect(.mapping, field, orNull: "write `{}` to remove the filters, or omit the key to keep them") else {
      return false
    }
    filters = Located(.none, at: position(of: field))
    var isSound = true
    for entry in entries(of: field.value) {
      switch entry.knownKey {
      case .groupBuyers:
        guard let buyers = readBuyers(entry, groups: &groups) else {
          isSound = false
          continue
        }
        filters?.value = ModuleFilters(buyers: buyers)
      default:
        reportUnknownKey(entry, in: .filters)
        isSound = false
      }
    }
    return isSound
  }

  /// A group's name where a filter refers to it.
  typealias BuyersGroup = (name: String, position: SourcePosition)

  /// The buyers that are listed by id. Names of groups are added to `groups`.
  private mutating func readBuyers(_ field: Entry, groups: inout [BuyersGroup]) -> [BuyerID]? {
    let help = "name at least one buyer, or write `filters: {}` to remove the filters"
    guard expect(.sequence, field, orNull: help) else { return nil }
    let items = tree.children(of: field.value)
    guard !items.isEmpty else {
      report(.emptyValue, "\(quoteKey(of: field)) must not be empty", help: help, at: tree.nodes[field.value].span)
      return nil
    }
    var seen = DuplicateKeyFinder()
    var buyers: [BuyerID] = []
    var isSound = true
    for item in items {
      let index = tree.resolve(item)
      guard isGroupName(index) else {
        if reportMisspeltGroup(index, at: item) {
          isSound = false
          continue
        }
        let buyer = readID(of: BuyerKind.self, item, named: "buyer", .duplicateBuyer, seen: &seen)
        isSound = isSound && buyer != nil
        if let buyer { buyers.append(buyer) }
        continue
      }
      let (name, span) = (tree.text(of: index), tree.nodes[item].span)
      if let first = seen.firstOccurrence(of: index, at: item, in: tree) {
        report(
          .duplicateBuyer, "the group \(quote(name)) is listed twice; first at \(reference(to: first))", at: span)
        isSound = false
      }
      groups.append((name, span.start.position(in: tokenFile)))
    }
    return isSound ? buyers : nil
  }

  /// Reports a text that is the name of a group but for its case. Returns false for anything else.
  private mutating func reportMisspeltGroup(_ node: Int, at item: Int) -> Bool {
    guard tree.nodes[node].kind == .text, !tree.withText(of: node, { $0.begins(with: "BUY-") }) else { return false }
    let text = tree.text(of: node)
    // Text in capitals is rather the id of another kind of object.
    guard text.contains(where: \.isLowercase), let name = Self.meantName(text) else { return false }
    report(
      .malformedID, "\(quote(text)) is neither the id of a buyer nor the name of a group",
      help: "did you mean `\(name)`?", at: tree.nodes[item].span)
    return true
  }
}
