import TokenModel

extension DocumentReader {
  /// Reads a list of ids. If an entry is invalid or occurs twice, reports it and returns nil.
  ///
  /// - Parameter noun: The kind of object, for messages.
  mutating func readIDs<Kind: IdentifierKind>(
    of kind: Kind.Type, in items: NodeTree.Children, named noun: String, _ duplicate: DiagnosticCode
  ) -> [Identifier<Kind>]? {
    var seen = DuplicateKeyFinder()
    let ids = items.compactMap { readID(of: kind, $0, named: noun, duplicate, seen: &seen) }
    return ids.count == items.count ? ids : nil
  }

  /// Reads one id of a list. If it is invalid or occurred before, reports it and returns nil.
  mutating func readID<Kind: IdentifierKind>(
    of kind: Kind.Type, _ item: Int, named noun: String, _ duplicate: DiagnosticCode, seen: inout DuplicateKeyFinder
  ) -> Identifier<Kind>? {
    let index = tree.resolve(item)
    let place = tree.nodes[item].span
    switch tree.nodes[index].kind {
    case .text: break
    case .reported: return nil
    case .null:
      report(.nullValue, "\(noun.withArticle) must not be null", at: place)
      return nil
    default:
      report(
        .wrongType, "\(noun.withArticle) must be an id, not \(description(of: index))", at: tree.nodes[index].span)
      return nil
    }
    let text = tree.text(of: index)
    guard let id = Identifier<Kind>(wellFormed: text) else {
      reportMalformed(kind, text, at: index)
      return nil
    }
    if let first = seen.firstOccurrence(of: index, at: item, in: tree) {
      report(duplicate, "the \(noun) \(quote(text)) is listed twice; first at \(reference(to: first))", at: place)
      return nil
    }
    return id
  }
}

extension String {
  fileprivate var withArticle: String { (first.map { "aeiou".contains($0) } == true ? "an " : "a ") + self }
}
