import TokenModel

/// A key of a mapping with its value, with aliases and merges resolved.
struct Entry {
  var knownKey: KnownKey?
  /// The node with the key's text; never an alias.
  var key: Int
  /// The node of the key as it is written, which may be an alias.
  var writtenKey: Int
  /// The value's node; never an alias.
  var value: Int
}

extension DocumentReader {
  /// The entries of a mapping: its own in their order, then those that it merges. Its own entries override merged ones, and
  /// earlier merges override later ones.
  mutating func entries(of mapping: Int, reportsDuplicates: Bool = true, depth: Int = 0) -> [Entry] {
    var entries: [Entry] = []
    var merges: [Int] = []
    var seen = DuplicateKeyFinder()
    var children = tree.children(of: mapping)
    entries.reserveCapacity(children.count / 2)
    let comparesKeys = reportsDuplicates || hasMergeKey(mapping)
    while let place = children.next(), let value = children.next() {
      guard let key = scalar(ofKey: place) else { continue }
      let knownKey = tree.nodes[key].knownKey
      let isMerge = knownKey == .merge && tree.nodes[key].isPlain
      if comparesKeys, let first = seen.firstOccurrence(of: key, at: place, in: tree) {
        if reportsDuplicates {
          report(
            .duplicateKey, "duplicate key \(quote(tree.text(of: key))); first at \(reference(to: first))",
            at: tree.nodes[place].span)
        }
        if isMerge { continue }
      }
      if isMerge {
        merges.append(tree.resolve(value))
      } else {
        entries.append(Entry(knownKey: knownKey, key: key, writtenKey: place, value: tree.resolve(value)))
      }
    }
    for merge in merges {
      for source in mergedMappings(merge, depth: depth) {
        for entry in self.entries(of: source, depth: depth + 1)
        where seen.firstOccurrence(of: entry.key, at: entry.writtenKey, in: tree) == nil {
          entries.append(entry)
        }
      }
    }
    return entries
  }

  private func hasMergeKey(_ mapping: Int) -> Bool {
    tree.children(of: mapping).contains { tree.nodes[tree.resolve($0)].knownKey == .merge }
  }

  /// The node with a key's text. If it is not text, reports it and returns nil.
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

  /// The position of a node, as messages print it.
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
