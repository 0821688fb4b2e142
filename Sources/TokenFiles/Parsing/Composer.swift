import TokenModel

/// Builds the node tree of one document after another from libyaml's events. Reports what is wrong in any YAML, whatever
/// its keys: unknown aliases, unsupported tags, secrets, and exceeded limits.
struct Composer {
  private(set) var tree = NodeTree()
  private(set) var diagnostics = FileDiagnostics()
  private(set) var secrets = SecretSpans()
  private let quote: TextQuoter
  private let surrogatePairs: SurrogatePairs?

  private var open: [OpenCollection] = []
  private var anchors: [String: Anchor] = [:]
  /// How many nodes the document has so far, with each alias counted as all nodes of its target.
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
    /// How many nodes an alias of it adds; nil while the node is incomplete.
    var expandedNodes: Int?
  }

  /// - Parameters:
  ///   - size: The length of the text, in bytes.
  ///   - surrogatePairs: Restores the surrogate pairs that were replaced in the text; nil if it had none.
  init(quote: TextQuoter, size: Int, surrogatePairs: SurrogatePairs?) {
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

  /// Adds the next event of a document.
  ///
  /// - Throws: A diagnostic after which reading on is pointless.
  mutating func add(_ event: borrowing Event) throws(FileDiagnostic) {
    switch event.kind {
    case .scalar: try addScalar(event)
    case .alias: try addAlias(event)
    case .sequenceStart, .mappingStart: try beginCollection(event)
    case .sequenceEnd, .mappingEnd: endCollection(event)
    case .streamStart, .streamEnd, .documentStart, .documentEnd: break
    }
  }

  /// The start of the innermost incomplete collection.
  var innermost: Mark? {
    open.last.map { tree.nodes[$0.node].span.start }
  }

  /// Records that parsing ended at an index, before the text did.
  mutating func stop(at index: UInt32) {
    secrets.endOfParsed = index
    let pending = open.first {
      tree.nodes[$0.node].isMapping && !$0.childCount.isMultiple(of: 2) && tree.isTokenKey($0.lastKey)
    }
    if let pending { secrets.add(tree.nodes[pending.lastKey].span.end + 1..<UInt32.max) }
  }
}

extension Composer {
  private mutating func addScalar(_ event: borrowing Event) throws(FileDiagnostic) {
    guard let surrogatePairs else { return try addScalar(event, event.text) }
    let restored = surrogatePairs.restored(event.text, isDoubleQuoted: event.isDoubleQuoted)
    // A copy, because a closure cannot borrow the event.
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: restored.count)
    defer { text.deallocate() }
    _ = text.initialize(from: restored)
    try addScalar(event, UnsafeBufferPointer(text))
  }

  private mutating func addScalar(
    _ event: borrowing Event, _ text: UnsafeBufferPointer<UInt8>
  ) throws(FileDiagnostic) {
    let span = SourceRange(event.start, to: event.end.index)
    let kind = kind(ofScalar: event, text, at: span)
    let index = try append(
      Node(
        kind: kind, isPlain: event.isPlain, knownKey: KnownKey(text), span: span, text: tree.add(text), next: 0),
      anchor: event.anchor)
    complete(index)
  }

  private mutating func kind(
    ofScalar event: borrowing Event, _ text: UnsafeBufferPointer<UInt8>, at span: SourceRange
  ) -> Node.Kind {
    if text.count > Limits.scalarSize {
      diagnostics.add(FileDiagnostic(.tooLarge, "a value has more than \(Limits.scalarSize >> 20) MiB", at: span))
      return .reported
    }
    if quote.mask.finds(in: text) {
      secrets.add(span.range)
      diagnostics.add(FileDiagnostic(.secretInFile, "this value looks like a secret", help: Self.secretHelp, at: span))
      return .reported
    }
    if let tag = event.tag { return kind(ofScalar: event, tag: tag, at: span) }
    return event.isPlain && Self.isNull(text) ? .null : .text
  }

  private mutating func addAlias(_ event: borrowing Event) throws(FileDiagnostic) {
    var node = Node(kind: .alias, span: SourceRange(event.start, to: event.end.index), next: 0)
    let name = event.anchor ?? ""
    if let anchor = anchors[name] {
      node.target = UInt32(anchor.node)
      if let count = anchor.expandedNodes {
        expandedNodes += count
      } else {
        node.kind = .reported
        diagnostics.add(
          FileDiagnostic(
            .cyclicAlias, "the alias \(quote("*" + name)) refers to a value that contains it", at: node.span)
        )
      }
    } else {
      node.kind = .reported
      diagnostics.add(
        FileDiagnostic(
          .unknownAlias, "there is no anchor \(quote("&" + name)) before this alias in the document",
          help: "if the value is text that begins with `*`, put it in quotes", at: node.span))
    }
    let index = try append(node, anchor: nil)
    if expandedNodes > Limits.expandedNodes(written: tree.nodes.count) {
      throw FileDiagnostic(.tooLarge, "the aliases of this document expand to too many values", at: node.span)
    }
    complete(index)
  }

  private mutating func beginCollection(_ event: borrowing Event) throws(FileDiagnostic) {
    let isMapping = event.kind == .mappingStart
    var node = Node(
      kind: isMapping ? .mapping : .sequence, isMapping: isMapping, span: SourceRange(event.start, to: event.end.index),
      next: 0)
    guard open.count < Limits.depth else {
      throw FileDiagnostic(.tooDeep, "lists and mappings are nested more than \(Limits.depth) deep", at: node.span)
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

  private mutating func append(_ node: Node, anchor: String?) throws(FileDiagnostic) -> Int {
    guard tree.nodes.count < Limits.nodes else {
      throw FileDiagnostic(
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

  /// Counts a complete node as a child of its collection.
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
    let help = open.count == 1 ? Self.secretHelp + "; managed tokens belong under `tokens`" : Self.secretHelp
    diagnostics.add(FileDiagnostic(.secretInFile, "a `token` key contains a secret", help: help, at: span))
    tree.nodes[key].kind = .reported
    hide(value)
  }

  /// Marks a node, and the targets of aliases in it, as reported, so that they are neither read nor quoted.
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
    "remove it, and revoke the secret if other people could read the file; pass the credential in MPT_API_TOKEN"
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

  private mutating func kind(ofScalar event: borrowing Event, tag: String, at span: SourceRange) -> Node.Kind {
    switch tag {
    case "!", Self.standard + "str": return .text
    case Self.standard + "bool": return .boolean
    case Self.standard + "null" where Self.isNull(event.text): return .null
    case Self.standard + "merge" where event.isPlain && KnownKey(event.text) == .merge: return .text
    default:
      reportTag(tag, at: span)
      return .reported
    }
  }

  private mutating func reportTag(_ tag: String, at span: SourceRange) {
    let shown = tag.hasPrefix(Self.standard) ? "!!" + tag.dropFirst(Self.standard.count) : tag
    diagnostics.add(
      FileDiagnostic(
        .unsupportedTag, "the tag \(quote(shown)) does not fit here", help: "remove it; text is read as it is written",
        at: span))
  }
}
