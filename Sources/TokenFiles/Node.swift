/// One node of a document. A document's nodes stand in one array in the order in which they are written, so that a
/// collection is followed by its children, and ``next`` leads past them. A node holds nothing that is counted, so that
/// they are copied and dropped at no cost.
struct Node {
  enum Kind: UInt8 {
    /// Plain `null`, `~`, or nothing.
    case null
    case text
    /// A scalar that its tag says is a boolean.
    case boolean
    case sequence
    case mapping
    case alias
    /// Something that is already reported: whoever meets it says nothing more.
    case reported
  }

  var kind: Kind
  /// Whether a scalar stands without quotes.
  var isPlain = false
  /// Whether it is a mapping, also where its tag made it a fault.
  var isMapping = false
  /// What a scalar's text means as a key.
  var keyword: Keyword?
  var span: Span
  /// Where among the tree's ``NodeTree/texts`` a scalar's text stands as it is meant; also that of a null.
  var text: Range<UInt32> = 0..<0
  /// The index of the node behind this one and all that is in it.
  var next: UInt32
  /// The node that an alias stands for.
  var target: UInt32 = 0
}

/// The nodes of one YAML document; the first is its root.
struct NodeTree {
  var nodes: [Node] = []
  /// The texts of all scalars in UTF-8, one behind the other.
  var texts: [UInt8] = []
  /// Where the document begins.
  var start = Mark.start

  /// The node itself, or what it is an alias of.
  func resolve(_ index: Int) -> Int {
    nodes[index].kind == .alias ? Int(nodes[index].target) : index
  }

  /// Whether a node, or what it is an alias of, is a key that no file may have.
  func isTokenKey(_ index: Int) -> Bool {
    nodes[resolve(index)].keyword == .token
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

  /// The nodes directly in a collection; in a mapping, keys and values in turn.
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

  /// Takes a copy of a scalar's text, and tells where it stands.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Range<UInt32> {
    let start = UInt32(texts.count)
    texts.append(contentsOf: text)
    return start..<UInt32(texts.count)
  }

  /// Makes room for what people write in so many bytes; more than is needed costs no memory while it is not touched.
  mutating func reserveCapacity(forBytes size: Int) {
    nodes.reserveCapacity(min(size / 8, Limits.nodes))
    texts.reserveCapacity(size)
  }

  /// Forgets all nodes, but keeps the memory for those of the next document.
  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
