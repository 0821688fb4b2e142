import TokenModel

/// A key of a mapping with its value, after aliases and merges.
struct Entry {
  var key: String
  /// Where the key stands.
  var span: Span
  /// The value's node, no alias.
  var value: Int
}

extension DocumentReader {
  /// The entries of a mapping: its own in the order in which they stand, then those that it merges. Its own go before
  /// merged ones, earlier merges before later ones.
  mutating func entries(of mapping: Int, reportsDuplicates: Bool = true, depth: Int = 0) -> [Entry] {
    var entries: [Entry] = []
    var places = KeyPlaces()
    var merges: [Int] = []
    var child = mapping + 1
    while child < Int(tree.nodes[mapping].next) {
      let key = child
      let value = Int(tree.nodes[key].next)
      child = Int(tree.nodes[value].next)
      guard let text = keyText(of: key) else { continue }
      let span = tree.nodes[key].span
      let isMerge = text == "<<" && tree.nodes[tree.resolve(key)].isPlain
      if let first = places.firstPlace(of: text, orTake: span) {
        if reportsDuplicates {
          report(.duplicateKey, "the key \(quote(text)) stands twice; first at \(reference(to: first))", at: span)
        }
        if isMerge { continue }
      }
      if isMerge {
        merges.append(tree.resolve(value))
      } else {
        entries.append(Entry(key: text, span: span, value: tree.resolve(value)))
      }
    }
    for merge in merges {
      for source in mergedMappings(merge, depth: depth) {
        entries += self.entries(of: source, depth: depth + 1).filter {
          places.firstPlace(of: $0.key, orTake: $0.span) == nil
        }
      }
    }
    return entries
  }

  private mutating func keyText(of key: Int) -> String? {
    if tree.nodes[key].kind == .reported { return nil }
    let node = tree.nodes[tree.resolve(key)]
    switch node.kind {
    case .text, .null, .boolean: return node.text
    case .reported, .alias: return nil
    case .sequence, .mapping:
      report(.wrongType, "a key must be text, not \(description(of: tree.resolve(key)))", at: tree.nodes[key].span)
      return nil
    }
  }

  /// A place in the file, as messages point to it.
  func reference(to span: Span) -> String {
    "\(file):\(span.start.line):\(span.start.column)"
  }

  private mutating func mergedMappings(_ merge: Int, depth: Int) -> [Int] {
    guard depth < Limits.depth else {
      report(.tooDeep, "merges are nested more than \(Limits.depth) deep", at: tree.nodes[merge].span)
      return []
    }
    switch tree.nodes[merge].kind {
    case .mapping: return [merge]
    case .sequence: return tree.children(of: merge).map(tree.resolve).filter { isMergeable($0) }
    default: return isMergeable(merge) ? [merge] : []
    }
  }

  private mutating func isMergeable(_ node: Int) -> Bool {
    switch tree.nodes[node].kind {
    case .mapping: return true
    case .reported: return false
    default:
      report(
        .invalidMerge, "`<<` merges a mapping or a list of mappings, not \(description(of: node))",
        at: tree.nodes[node].span)
      return false
    }
  }
}
