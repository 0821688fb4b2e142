/// A node of a document. All nodes of a document are in one array, in the order of the text: a collection is followed by its
/// children, and ``next`` is the index after them. A node holds no references, so copying one costs no reference counting.
struct Node {
  enum Kind: UInt8 {
    /// Plain `null`, `~`, or nothing.
    case null
    case text
    /// A scalar with the tag of booleans.
    case boolean
    case sequence
    case mapping
    case alias
    /// A node that was reported already. Readers skip it in silence.
    case reported
  }

  var kind: Kind
  /// Whether it is a scalar without quotes.
  var isPlain = false
  /// Whether it is a mapping, even if it was reported for its tag.
  var isMapping = false
  /// The key that a scalar's text spells.
  var knownKey: KnownKey?
  var span: SourceRange
  /// Where a scalar's text is in ``NodeTree/texts``, with its escapes resolved. A null has one too.
  var text: Range<UInt32> = 0..<0
  /// The index of the node after this one and its children.
  var next: UInt32
  /// The node that an alias refers to.
  var target: UInt32 = 0
}

/// The nodes of one YAML document; the first is its root.
struct NodeTree {
  var nodes: [Node] = []
  /// The texts of all scalars in UTF-8, joined.
  var texts: [UInt8] = []
  /// Where the document begins.
  var start = Mark.start

  /// The node itself, or the target of an alias.
  func resolve(_ index: Int) -> Int {
    nodes[index].kind == .alias ? Int(nodes[index].target) : index
  }

  /// Whether a node or its target is the key `token`, which no file may have.
  func isTokenKey(_ index: Int) -> Bool {
    nodes[resolve(index)].knownKey == .token
  }

  /// A scalar's text.
  func text(of index: Int) -> String {
    withText(of: index) { String(decoding: $0, as: UTF8.self) }
  }

  func withText<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let place = nodes[index].text
    return texts.withUnsafeBufferPointer { texts in
      body(UnsafeBufferPointer(rebasing: texts[Int(place.lowerBound)..<Int(place.upperBound)]))
    }
  }

  /// Whether two scalars have the same text.
  func haveSameText(_ one: Int, _ other: Int) -> Bool {
    withText(of: one) { text in withText(of: other) { text.isSame(as: $0) } }
  }

  /// The direct children of a collection. Keys and values of a mapping alternate.
  func children(of collection: Int) -> Children {
    Children(nodes: nodes, following: collection + 1, end: Int(nodes[collection].next))
  }

  struct Children: Sequence, IteratorProtocol {
    fileprivate let nodes: [Node]
    fileprivate var following: Int
    fileprivate let end: Int

    var isEmpty: Bool { following >= end }

    var count: Int { reduce(0) { count, _ in count + 1 } }

    mutating func next() -> Int? {
      guard !isEmpty else { return nil }
      defer { following = Int(nodes[following].next) }
      return following
    }
  }

  /// Copies a scalar's text into ``texts``.
  ///
  /// - Returns: Where it is there.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Range<UInt32> {
    let start = UInt32(texts.count)
    texts.append(contentsOf: text)
    return start..<UInt32(texts.count)
  }

  /// Reserves memory for the nodes of a text of this size. Unused reserved memory is never touched, so it costs nothing.
  mutating func reserveCapacity(forBytes size: Int) {
    nodes.reserveCapacity(min(size / 8, Limits.nodes))
    texts.reserveCapacity(size)
  }

  /// Removes all nodes, but keeps the memory for the next document.
  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
