/// One node of a document. A document's nodes stand in one array in the order in which they are written, so that a
/// collection is followed by its children, and ``next`` leads past them.
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
  /// A scalar's text as it is meant; also that of a null.
  var text = ""
  var span: Span
  /// The index of the node behind this one and all that is in it.
  var next: UInt32
  /// The node that an alias stands for.
  var target: UInt32 = 0
}

/// The nodes of one YAML document; the first is its root.
struct NodeTree {
  var nodes: [Node] = []
  /// Where the document begins.
  var start = Mark.start

  /// The node itself, or what it is an alias of.
  func resolve(_ index: Int) -> Int {
    nodes[index].kind == .alias ? Int(nodes[index].target) : index
  }

  /// The nodes directly in a collection; in a mapping, keys and values in turn.
  func children(of collection: Int) -> [Int] {
    var children: [Int] = []
    var child = collection + 1
    while child < Int(nodes[collection].next) {
      children.append(child)
      child = Int(nodes[child].next)
    }
    return children
  }
}
