import TokenModel

/// A file's text with its node trees, for finding the bytes of a value.
struct FileLayout {
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]
  /// The documents of the file, in their order.
  private(set) var documents: [NodeTree] = []
  /// The path in the positions of tokens.
  private let path: String
  /// The size of the byte order mark, which is not part of ``bytes``.
  private let markSize: Int
  /// The offset of each scalar in ``bytes``, and of the end; empty if each scalar is one byte.
  private let offsets: [UInt32]

  /// - Parameters:
  ///   - path: The path in the positions of the file's tokens.
  ///   - bytes: The content of a file in UTF-8. Anything that is not valid leaves documents out.
  init(path: String, bytes: [UInt8]) {
    self.path = path
    let source = SourceText(file: bytes)
    self.bytes = source.bytes
    markSize = bytes.count - source.bytes.count
    offsets = Self.offsets(in: source.bytes)
    let text = ParserText(source)
    documents = text.bytes.withUnsafeBufferPointer { Self.documents(in: $0, of: text) }
  }

  private static func documents(in bytes: UnsafeBufferPointer<UInt8>, of text: ParserText) -> [NodeTree] {
    var composer = Composer(
      quote: TextQuoter(mask: SecretMask()), size: bytes.count, surrogatePairs: text.surrogatePairs)
    var documents: [NodeTree] = []
    do {
      let parser = try EventParser(bytes)
      while true {
        let event = try parser.next()
        switch event.kind {
        case .documentStart: composer.beginDocument(at: event.start)
        case .documentEnd: documents.append(composer.tree)
        case .streamEnd: return documents
        default: try composer.add(event)
        }
      }
    } catch {
      return documents
    }
  }

  private static func offsets(in bytes: [UInt8]) -> [UInt32] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return [] }
    return bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }.map(UInt32.init) + [UInt32(bytes.count)]
  }

  /// An edit of ``bytes`` as one of the file.
  func inFile(_ edit: TextEdit) -> TextEdit {
    var edit = edit
    edit.range = edit.range.lowerBound + markSize..<edit.range.upperBound + markSize
    return edit
  }

  /// The offset of a scalar.
  func offset(of index: UInt32) -> Int {
    if offsets.isEmpty { return min(Int(index), bytes.count) }
    return index < offsets.count ? Int(offsets[Int(index)]) : bytes.count
  }

  /// The key at a position that is directly in a mapping, and its value; nil if there is none, as for one that is merged.
  func entry(at position: SourcePosition, in mapping: Int, of tree: NodeTree) -> (key: Int, value: Int)? {
    var children = tree.children(of: mapping)
    while let key = children.next(), let value = children.next() {
      if isAt(position, tree.nodes[key]) { return (key, value) }
    }
    return nil
  }

  /// Whether a node begins at a position.
  func isAt(_ position: SourcePosition, _ node: Node) -> Bool {
    node.span.start.position(in: path) == position
  }
}

// MARK: - Bytes

extension FileLayout {
  /// The offset of a node's own text, behind its anchor and tag.
  func start(of node: Node) -> Int {
    var offset = offset(of: node.span.start.index)
    guard node.kind != .alias else { return offset }
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!") {
      let end = bytes[offset...].firstIndex { $0.isBlank || $0.isLineEnd } ?? bytes.count
      let next = bytes[end...].firstIndex { !$0.isBlank && !$0.isLineEnd } ?? bytes.count
      guard next <= self.offset(of: node.span.end) else { return end }
      offset = next
    }
    return offset
  }

  /// The offset behind the last byte of a node's text. libyaml puts the end of a collection in block style behind the
  /// comments that follow it, so there the last scalar counts.
  func end(of index: Int, in tree: NodeTree) -> Int {
    let node = tree.nodes[index]
    switch node.kind {
    case .sequence where !isFlow(node), .mapping where !isFlow(node):
      return (index + 1..<Int(node.next)).map { end(of: $0, in: tree) }.max() ?? start(of: node)
    default:
      let start = start(of: node)
      let end = max(start, offset(of: node.span.end))
      guard start < bytes.count, bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">") else {
        return end
      }
      // A block scalar ends behind its last line that is not blank.
      let last = bytes[start..<end].lastIndex { !$0.isBlank && !$0.isLineEnd } ?? start
      return last + 1
    }
  }

  /// Whether a collection is in flow style.
  func isFlow(_ node: Node) -> Bool {
    let start = start(of: node)
    return start < bytes.count && (bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{"))
  }

  /// The offset of the first byte of the line that an offset is on.
  func lineStart(of offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: SourceCursor.lineFeed).map { $0 + 1 } ?? 0
  }

  /// The offset behind the line's end, or the end of the text.
  func nextLine(after offset: Int) -> Int {
    bytes[offset...].firstIndex(of: SourceCursor.lineFeed).map { $0 + 1 } ?? bytes.count
  }

  /// The number of bytes before an offset on its line.
  func column(of offset: Int) -> Int { offset - lineStart(of: offset) }

  /// The end of the line that an offset is on, as the file writes it; that of the file's first line for a last line
  /// without one.
  func lineEnd(at offset: Int) -> String {
    guard
      let feed = bytes[offset...].firstIndex(of: SourceCursor.lineFeed) ?? bytes.firstIndex(of: SourceCursor.lineFeed)
    else { return "\n" }
    return feed > 0 && bytes[feed - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// Whether only blanks are before an offset on its line.
  func isFirstOnLine(_ offset: Int) -> Bool {
    bytes[lineStart(of: offset)..<offset].allSatisfy(\.isBlank)
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension UInt8 {
  /// Whether it is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  /// Whether it is a byte of a line's end.
  var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
