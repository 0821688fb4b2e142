import TokenModel

/// The edits that write the drift of one token into its file.
struct TokenEdit {
  private let layout: FileLayout
  private let token: DesiredToken
  private let tree: NodeTree
  /// The mapping of the token's fields.
  private let fields: Int
  private let lists: SharedListUses
  private let mask: SecretMask
  /// As offsets in the text of the layout, in no order.
  private(set) var edits: [TextEdit] = []

  /// - Throws: Why the drift cannot be written into the file.
  init(
    _ drift: TokenDrift, of token: DesiredToken, in layout: FileLayout, lists: SharedListUses, mask: SecretMask
  ) throws(AdoptionObstacle) {
    self.layout = layout
    self.token = token
    self.lists = lists
    self.mask = mask
    guard let (tree, fields) = Self.find(token, in: layout) else {
      throw .merged("the token", from: token.position)
    }
    self.tree = tree
    self.fields = fields
    try expectOwn(fields, "the token")
    for (field, live) in drift.texts { try replaceText(field, with: live) }
    try editModules(drift)
    if let extensions = drift.extensions { try editExtensions(to: extensions) }
  }

  private static func find(_ token: DesiredToken, in layout: FileLayout) -> (NodeTree, fields: Int)? {
    for tree in layout.documents where tree.nodes.first?.kind == .mapping {
      var children = tree.children(of: 0)
      while let key = children.next(), let value = children.next() {
        guard tree.nodes[key].knownKey == .tokens, tree.nodes[value].kind == .mapping,
          let entry = layout.entry(at: token.position, in: value, of: tree)
        else { continue }
        return (tree, entry.value)
      }
    }
    return nil
  }

  // MARK: - Values

  /// The value of a key of the token, which must be written in the token itself.
  private func value(at position: SourcePosition, of mapping: Int, _ what: String) throws(AdoptionObstacle) -> Int {
    guard let entry = layout.entry(at: position, in: mapping, of: tree) else { throw .merged(what, from: position) }
    try expectOwn(entry.value, what)
    return entry.value
  }

  /// Throws if a value is that of an anchor elsewhere, or if others share it.
  private func expectOwn(_ index: Int, _ what: String) throws(AdoptionObstacle) {
    let node = tree.nodes[index]
    if node.kind == .alias {
      throw .alias(what, anchor: tree.nodes[Int(node.target)].span.start.position(in: token.position.file))
    }
    let aliases = tree.nodes.filter { $0.kind == .alias && Int($0.target) == index }
    if !aliases.isEmpty { throw .shared(by: aliases.map { $0.span.start.position(in: token.position.file) }) }
  }

  /// Whether a value is inside brackets or braces.
  private func isInFlow(_ index: Int) -> Bool {
    tree.nodes.indices.contains { outer in
      outer < index && Int(tree.nodes[outer].next) > index && tree.nodes[outer].kind != .text
        && layout.isFlow(tree.nodes[outer])
    }
  }

  /// Replaces a value that is not a collection in block style.
  private mutating func replace(_ index: Int, with text: String) {
    let node = tree.nodes[index]
    let (start, end) = (layout.start(of: node), layout.end(of: index, in: tree))
    let needsSpace = start == end && start > 0 && !layout.bytes[start - 1].isBlank
    edits.append(TextEdit(start..<end, (needsSpace ? " " : "") + text))
  }

  // MARK: - Texts

  private mutating func replaceText(_ field: TextField, with live: VerbatimText?) throws(AdoptionObstacle) {
    guard let key = token.texts[field]?.position else { return }
    let index = try value(at: key, of: fields, "the \(field.rawValue)")
    replace(index, with: restyled(index, key: key).written(live?.string))
  }

  private func restyled(_ index: Int, key: SourcePosition) -> RestyledScalar {
    let node = tree.nodes[index]
    let (start, end) = (layout.start(of: node), layout.end(of: index, in: tree))
    let style = start == end ? ScalarStyle.empty : ScalarStyle(layout.bytes[start])
    let keyColumn = key.column - 1
    var scalar = RestyledScalar(
      style: style, isInFlow: isInFlow(index), indentation: keyColumn + 2, lineEnd: layout.lineEnd(at: start))
    guard style == .literal || style == .folded else { return scalar }
    let header = layout.bytes[start..<layout.nextLine(after: start)].prefix { !$0.isLineEnd }
    if let comment = header.firstIndex(of: UInt8(ascii: "#")) {
      let indicators = header[..<comment].lastIndex { !$0.isBlank } ?? start
      scalar.headerComment = layout.text(indicators + 1..<header.endIndex)
    }
    scalar.indentation = blockIndentation(header.endIndex..<max(header.endIndex, end)) ?? scalar.indentation
    return scalar
  }

  /// The blanks before the first line of a block scalar that has a text.
  private func blockIndentation(_ range: Range<Int>) -> Int? {
    guard let first = layout.bytes[range].firstIndex(where: { !$0.isBlank && !$0.isLineEnd }) else { return nil }
    let blanks = layout.bytes[layout.lineStart(of: first)..<first]
    return blanks.allSatisfy { $0 == UInt8(ascii: " ") } ? blanks.count : nil
  }

  // MARK: - Extensions

  private mutating func editExtensions(to live: ExtensionScope) throws(AdoptionObstacle) {
    guard let key = token.extensions?.position else { return }
    let index = try value(at: key, of: fields, "the list of extensions")
    switch (live, tree.nodes[index].kind) {
    case (.only(let ids), .sequence) where !ids.isEmpty:
      try editIDs(of: index, to: ids.map(\.rawValue), "the list of extensions")
    case (.all, _): try replaceWhole(index, with: "null", "the list of extensions")
    case (.only(let ids), _):
      try replaceWhole(
        index, with: "[" + ids.map(\.rawValue).joined(separator: ", ") + "]", "the list of extensions")
    }
  }

  /// Replaces a value of any kind. One in block style moves to the line of its key.
  private mutating func replaceWhole(_ index: Int, with text: String, _ what: String) throws(AdoptionObstacle) {
    let node = tree.nodes[index]
    guard node.kind == .sequence || node.kind == .mapping, !layout.isFlow(node) else {
      return replace(index, with: text)
    }
    let (start, end) = (layout.start(of: node), layout.end(of: index, in: tree))
    // The blanks and the line end between the key's colon and the value.
    let behindKey = layout.bytes[..<start].lastIndex { !$0.isBlank && !$0.isLineEnd } ?? 0
    guard layout.bytes[behindKey] == UInt8(ascii: ":"), !layout.bytes[start..<end].contains(UInt8(ascii: "#")) else {
      throw .unsafe(what)
    }
    edits.append(TextEdit(behindKey + 1..<end, " " + text))
  }

  /// Makes a list hold these ids. Entries that are no id, such as the name of a group, stay.
  private mutating func editIDs(of list: Int, to ids: [String], keeping others: Set<String> = [], _ what: String)
    throws(AdoptionObstacle)
  {
    let edit = ListEdit(list, in: tree, of: layout)
    let held = edit.items.map { tree.text(of: tree.resolve($0)) }
    let removed = held.indices.filter { !ids.contains(held[$0]) && !others.contains(held[$0]) }
    let added = ids.filter { !held.contains($0) }
    guard let list = edit.edits(removing: Set(removed), adding: added.map { ListEdit.Addition($0) }) else {
      throw .unsafe(what)
    }
    edits += list
  }
}

// MARK: - Modules

extension TokenEdit {
  private mutating func editModules(_ drift: TokenDrift) throws(AdoptionObstacle) {
    guard let modules = token.modules,
      !(drift.removedModules.isEmpty && drift.addedModules.isEmpty && drift.filters.isEmpty)
    else { return }
    for module in modules.value {
      guard let set = module.set,
        drift.removedModules.contains(module.position)
          || drift.filters.contains(where: { $0.position == module.position })
      else { continue }
      throw AdoptionObstacle("\(module.reference.text) comes from \(lists.set(set.name, at: module.position))")
    }
    let list = try value(at: modules.position, of: fields, "the list of modules")
    let edit = ListEdit(list, in: tree, of: layout)
    let removed = edit.items.indices.filter { item in
      drift.removedModules.contains { layout.isAt($0, tree.nodes[edit.items[item]]) }
    }
    guard removed.count == drift.removedModules.count else { throw .unsafe("the list of modules") }
    let additions = drift.addedModules.map { addition($0, to: modules.value) }
    guard let list = edit.edits(removing: Set(removed), adding: additions) else {
      throw .unsafe("the list of modules")
    }
    edits += list
    for (position, live) in drift.filters {
      guard let item = edit.items.first(where: { layout.isAt(position, tree.nodes[$0]) }),
        let module = modules.value.first(where: { $0.position == position }), let key = module.filters?.position
      else { throw .unsafe("an entry of `modules`") }
      try editFilters(of: item, key, module, to: live)
    }
  }

  private mutating func editFilters(
    of item: Int, _ key: SourcePosition, _ module: DesiredModule, to live: ModuleFilters
  ) throws(AdoptionObstacle) {
    let what = "the filters of \(module.reference.text)"
    try expectOwn(item, "the entry of \(module.reference.text)")
    let filters = try value(at: key, of: item, what)
    let buyers = live.buyers.map(\.rawValue)
    let grouped = Set(module.buyerGroups.flatMap(lists.buyers))
    if let missing = grouped.subtracting(live.buyers).min() {
      let group = module.buyerGroups.first { lists.buyers(ofGroup: $0).contains(missing) } ?? ""
      throw AdoptionObstacle("\(missing) comes from \(lists.group(group))")
    }
    guard !buyers.isEmpty else { return try replaceWhole(filters, with: "{}", what) }
    var children = tree.children(of: filters)
    guard tree.nodes[filters].kind == .mapping, let name = children.next(), let list = children.next(),
      tree.nodes[name].knownKey == .groupBuyers
    else {
      return try replaceWhole(filters, with: "{group.buyers: [\(buyers.joined(separator: ", "))]}", what)
    }
    try expectOwn(list, what)
    guard tree.nodes[list].kind == .sequence else { throw .unsafe(what) }
    let listed = Set(ListEdit(list, in: tree, of: layout).items.map { tree.text(of: tree.resolve($0)) })
    let direct = live.buyers.filter { !grouped.contains($0) || listed.contains($0.rawValue) }.map(\.rawValue)
    try editIDs(of: list, to: direct, keeping: Set(module.buyerGroups), what)
  }
}

extension TokenEdit {
  private func addition(_ module: AddedModule, to list: [DesiredModule]) -> ListEdit.Addition {
    let reference: String
    var comment: String?
    switch module.reference(in: list) {
    case .name(let name):
      reference = RestyledScalar(style: .plain, isInFlow: true, indentation: 0, lineEnd: "\n").written(name.string)
    case .id(let id):
      reference = id.rawValue
      comment = module.name.map { name in
        EscapedScalars(mask.masking(name.string).unicodeScalars.prefix(80), escaping: []).text
      }
    }
    var addition = ListEdit.Addition(reference, comment: comment)
    guard !module.filters.isEmpty else { return addition }
    let buyers = "group.buyers: [\(module.filters.buyers.map(\.rawValue).joined(separator: ", "))]"
    addition.flow = "{id: \(reference), filters: {\(buyers)}}"
    addition.lines = ["id: \(reference)", "filters:", "  \(buyers)"]
    return addition
  }
}
