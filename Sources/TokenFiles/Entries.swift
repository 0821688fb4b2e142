import TokenModel

/// A key of a mapping with its value, after aliases and merges.
struct Entry {
  var keyword: Keyword?
  /// The node with the key's text, no alias.
  var key: Int
  /// The node of the key as it stands there.
  var place: Int
  /// The value's node, no alias.
  var value: Int
}

extension DocumentReader {
  /// The entries of a mapping: its own in the order in which they stand, then those that it merges. Its own go before
  /// merged ones, earlier merges before later ones.
  mutating func entries(of mapping: Int, reportsDuplicates: Bool = true, depth: Int = 0) -> [Entry] {
    var entries: [Entry] = []
    var merges: [Int] = []
    var places = KeyPlaces()
    var children = tree.children(of: mapping)
    entries.reserveCapacity(children.count / 2)
    let comparesKeys = reportsDuplicates || hasMergeKey(mapping)
    while let place = children.next(), let value = children.next() {
      guard let key = scalar(ofKey: place) else { continue }
      let keyword = tree.nodes[key].keyword
      let isMerge = keyword == .merge && tree.nodes[key].isPlain
      if comparesKeys, let first = places.firstPlace(of: key, at: place, in: tree) {
        if reportsDuplicates {
          report(
            .duplicateKey, "the key \(quote(tree.text(of: key))) stands twice; first at \(reference(to: first))",
            at: tree.nodes[place].span)
        }
        if isMerge { continue }
      }
      if isMerge {
        merges.append(tree.resolve(value))
      } else {
        entries.append(Entry(keyword: keyword, key: key, place: place, value: tree.resolve(value)))
      }
    }
    for merge in merges {
      for source in mergedMappings(merge, depth: depth) {
        for entry in self.entries(of: source, depth: depth + 1)
        where places.firstPlace(of: entry.key, at: entry.place, in: tree) == nil {
          entries.append(entry)
        }
      }
    }
    return entries
  }

  private func hasMergeKey(_ mapping: Int) -> Bool {
    tree.children(of: mapping).contains { tree.nodes[tree.resolve($0)].keyword == .merge }
  }

  /// The node with a key's text; nil, and reported, where it has none.
  private mutating func scalar(ofKey place: Int) -> Int? {
    if tree.nodes[place].kind == .reported { return nil }
    let key = tree.resolve(place)
    switch tree.nodes[key].kind {
    case .text, .null, .boolean: return key
    case .reported, .alias: return nil
    case .sequence, .mapping:
      report(.wrongType, "a key must be text, not \(description(of: key))", at: tree.nodes[place].span)
      return nil
    }
  }

  /// A place in the file, as messages point to it.
  func reference(to node: Int) -> String {
    "\(file):\(tree.nodes[node].span.start.line):\(tree.nodes[node].span.start.column)"
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
