import TokenModel

/// Builds the nodes of one document after the other from libyaml's events, and finds what is wrong with any YAML:
/// aliases of nothing, tags that mean nothing here, secrets, and what goes out of bounds.
struct Composer {
  private(set) var tree = NodeTree()
  private(set) var faults = FaultList()
  private(set) var secrets = SecretSpans()
  private let quote: Quoting
  private let surrogatePairs: SurrogatePairs?

  private var open: [OpenCollection] = []
  private var anchors: [String: Anchor] = [:]
  /// How many nodes the document has so far where every alias is counted as what it stands for.
  private var expandedNodes = 0

  private struct OpenCollection {
    var node: Int
    var anchor: String?
    var expandedBefore: Int
    var childCount = 0
    var lastKey = 0
  }

  private struct Anchor {
    var node: Int
    /// How many nodes an alias of it stands for; nil while the node is not complete.
    var expandedNodes: Int?
  }

  /// - Parameters:
  ///   - size: How many bytes of text there are to come.
  ///   - surrogatePairs: What was replaced in the text and has to be restored; nil for nothing.
  init(quote: Quoting, size: Int, surrogatePairs: SurrogatePairs?) {
    self.quote = quote
    self.surrogatePairs = surrogatePairs
    tree.reserveCapacity(forBytes: size)
  }

  mutating func beginDocument(at start: Mark) {
    tree.removeAll()
    tree.start = start
    open = []
    anchors = [:]
    expandedNodes = 0
  }

  /// Takes the next event of a document. Throws the fault that makes reading on pointless.
  mutating func add(_ event: borrowing Event) throws(Fault) {
    switch event.kind {
    case .scalar: try addScalar(event)
    case .alias: try addAlias(event)
    case .sequenceStart, .mappingStart: try beginCollection(event)
    case .sequenceEnd, .mappingEnd: endCollection(event)
    case .streamStart, .streamEnd, .documentStart, .documentEnd: break
    }
  }

  /// Where the innermost collection begins that is not complete.
  var innermost: Mark? {
    open.last.map { tree.nodes[$0.node].span.start }
  }

  /// Takes note that reading ended at a place, before the text did.
  mutating func stop(at index: UInt32) {
    secrets.endOfUnderstood = index
    let pending = open.first {
      tree.nodes[$0.node].isMapping && !$0.childCount.isMultiple(of: 2) && tree.isTokenKey($0.lastKey)
    }
    if let pending { secrets.add(tree.nodes[pending.lastKey].span.end + 1..<UInt32.max) }
  }
}

extension Composer {
  private mutating func addScalar(_ event: borrowing Event) throws(Fault) {
    guard let surrogatePairs else { return try addScalar(event, event.text) }
    let restored = surrogatePairs.restored(event.text, isDoubleQuoted: event.isDoubleQuoted)
    // Copied to a place of its own: a closure cannot borrow the event.
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: restored.count)
    defer { text.deallocate() }
    _ = text.initialize(from: restored)
    try addScalar(event, UnsafeBufferPointer(text))
  }

  private mutating func addScalar(
    _ event: borrowing Event, _ text: UnsafeBufferPointer<UInt8>
  ) throws(Fault) {
    let span = Span(event.start, to: event.end.index)
    let kind = kind(ofScalar: event, text, at: span)
    let index = try append(
      Node(
        kind: kind, isPlain: event.isPlain, keyword: Keyword(text), span: span, text: tree.add(text), next: 0),
      anchor: event.anchor)
    complete(index)
  }

  private mutating func kind(
    ofScalar event: borrowing Event, _ text: UnsafeBufferPointer<UInt8>, at span: Span
  ) -> Node.Kind {
    if text.count > Limits.scalarSize {
      faults.add(Fault(.tooLarge, "a value has more than \(Limits.scalarSize >> 20) MiB", at: span))
      return .reported
    }
    if quote.mask.finds(in: text) {
      secrets.add(span.range)
      faults.add(Fault(.secretInFile, "this value looks like a secret", help: Self.secretHelp, at: span))
      return .reported
    }
    if let tag = event.tag { return kind(ofScalar: event, tag: tag, at: span) }
    return event.isPlain && Self.isNull(text) ? .null : .text
  }

  private mutating func addAlias(_ event: borrowing Event) throws(Fault) {
    var node = Node(kind: .alias, span: Span(event.start, to: event.end.index), next: 0)
    let name = event.anchor ?? ""
    if let anchor = anchors[name] {
      node.target = UInt32(anchor.node)
      if let count = anchor.expandedNodes {
        expandedNodes += count
      } else {
        node.kind = .reported
        faults.add(
          Fault(.cyclicAlias, "the alias \(quote("*" + name)) stands inside what it stands for", at: node.span))
      }
    } else {
      node.kind = .reported
      faults.add(
        Fault(
          .unknownAlias, "no anchor \(quote("&" + name)) stands before this alias in the document",
          help: "if the value is text that begins with `*`, put it in quotes", at: node.span))
    }
    let index = try append(node, anchor: nil)
    if expandedNodes > Limits.expandedNodes(written: tree.nodes.count) {
      throw Fault(.tooLarge, "the aliases of this document make it grow out of proportion", at: node.span)
    }
    complete(index)
  }

  private mutating func beginCollection(_ event: borrowing Event) throws(Fault) {
    let isMapping = event.kind == .mappingStart
    var node = Node(
      kind: isMapping ? .mapping : .sequence, isMapping: isMapping, span: Span(event.start, to: event.end.index),
      next: 0)
    guard open.count < Limits.depth else {
      throw Fault(.tooDeep, "lists and mappings are nested more than \(Limits.depth) deep", at: node.span)
    }
    if let tag = event.tag, tag != "!", tag != Self.standard + (isMapping ? "map" : "seq") {
      node.kind = .reported
      reportTag(tag, at: node.span)
    }
    let expandedBefore = expandedNodes
    let anchor = event.anchor
    let index = try append(node, anchor: anchor)
    open.append(OpenCollection(node: index, anchor: anchor, expandedBefore: expandedBefore))
    if let anchor { anchors[anchor] = Anchor(node: index, expandedNodes: nil) }
  }

  private mutating func endCollection(_ event: borrowing Event) {
    guard let collection = open.popLast() else { return }
    tree.nodes[collection.node].next = UInt32(tree.nodes.count)
    tree.nodes[collection.node].span.end = event.end.index
    if let anchor = collection.anchor, anchors[anchor]?.node == collection.node {
      anchors[anchor]?.expandedNodes = expandedNodes - collection.expandedBefore
    }
    complete(collection.node)
  }

  private mutating func append(_ node: Node, anchor: String?) throws(Fault) -> Int {
    guard tree.nodes.count < Limits.nodes else {
      throw Fault(
        .tooLarge, "the document has more than \(Limits.nodes) values", help: "split it into several", at: node.span)
    }
    let index = tree.nodes.count
    var node = node
    node.next = UInt32(index + 1)
    tree.nodes.append(node)
    expandedNodes += 1
    if let anchor { anchors[anchor] = Anchor(node: index, expandedNodes: 1) }
    return index
  }

  /// Counts a complete node as a child of the collection around it.
  private mutating func complete(_ index: Int) {
    guard let parent = open.indices.last else { return }
    let isKey = open[parent].childCount.isMultiple(of: 2)
    open[parent].childCount += 1
    guard tree.nodes[open[parent].node].isMapping else { return }
    if isKey {
      open[parent].lastKey = index
    } else if tree.isTokenKey(open[parent].lastKey) {
      reportTokenKey(open[parent].lastKey, value: index)
    }
  }
}

extension Composer {
  private mutating func reportTokenKey(_ key: Int, value: Int) {
    let span = tree.nodes[key].span
    secrets.add(span.range)
    let help = open.count == 1 ? Self.secretHelp + "; what the files manage stands under `tokens`" : Self.secretHelp
    faults.add(Fault(.secretInFile, "a `token` key holds a secret", help: help, at: span))
    tree.nodes[key].kind = .reported
    hide(value)
  }

  /// Keeps a node, and all that its aliases stand for, from being read or quoted.
  private mutating func hide(_ index: Int) {
    var pending = [index]
    while let first = pending.popLast() {
      secrets.add(tree.nodes[first].span.range)
      for node in first..<Int(tree.nodes[first].next) where tree.nodes[node].kind != .reported {
        if tree.nodes[node].kind == .alias { pending.append(Int(tree.nodes[node].target)) }
        tree.nodes[node].kind = .reported
      }
    }
  }

  private static let secretHelp =
    "remove it, and revoke the secret if anybody else could read the file; the credential is given as MPT_API_TOKEN"
}

extension Composer {
  private static let standard = "tag:yaml.org,2002:"

  private static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 4 else { return false }
    return switch String(decoding: text, as: UTF8.self) {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  private mutating func kind(ofScalar event: borrowing Event, tag: String, at span: Span) -> Node.Kind {
    switch tag {
    case "!", Self.standard + "str": return .text
    case Self.standard + "bool": return .boolean
    case Self.standard + "null" where Self.isNull(event.text): return .null
    case Self.standard + "merge" where event.isPlain && Keyword(event.text) == .merge: return .text
    default:
      reportTag(tag, at: span)
      return .reported
    }
  }

  private mutating func reportTag(_ tag: String, at span: Span) {
    let shown = tag.hasPrefix(Self.standard) ? "!!" + tag.dropFirst(Self.standard.count) : tag
    faults.add(
      Fault(
        .unsupportedTag, "the tag \(quote(shown)) does not fit here", help: "remove it; text is taken as it is written",
        at: span))
  }
}
