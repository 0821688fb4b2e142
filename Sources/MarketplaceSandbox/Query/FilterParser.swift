/// Reads RQL expressions, and checks them against the properties that there are.
struct FilterParser {
  private static let maximumDepth = 32

  private let text: String
  private var symbols: ArraySlice<FilterSymbol>
  private var tree: PropertyTree
  /// The list that an enclosing `any` goes through: inside, its name may precede a property or not.
  private var list: [String] = []
  private var depth = 0

  /// Reads one or more expressions separated by commas; all of them have to hold.
  static func parse(_ text: String, properties: PropertyTree) throws(Problem) -> [Filter] {
    var parser = FilterParser(text: text, symbols: try filterSymbols(of: text)[...], tree: properties)
    let filters = try parser.expressions()
    guard parser.symbols.isEmpty else { throw parser.fault("has something after its end") }
    return filters
  }

  private init(text: String, symbols: ArraySlice<FilterSymbol>, tree: PropertyTree) {
    self.text = text
    self.symbols = symbols
    self.tree = tree
  }

  private func fault(_ message: String) -> Problem { .badRequest("The filter \(text) \(message).") }

  private mutating func expect(_ symbol: FilterSymbol, _ name: String) throws(Problem) {
    guard symbols.popFirst() == symbol else { throw fault("lacks \(name)") }
  }

  private mutating func consume(_ symbol: FilterSymbol) -> Bool {
    guard symbols.first == symbol else { return false }
    symbols.removeFirst()
    return true
  }

  private mutating func expressions() throws(Problem) -> [Filter] {
    var filters = [try expression()]
    while consume(.comma) { filters.append(try expression()) }
    return filters
  }

  private mutating func expression() throws(Problem) -> Filter {
    guard case .word(let name)? = symbols.popFirst() else { throw fault("lacks an operator") }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw fault("is nested too deeply") }
    try expect(.open, "an opening parenthesis after \(name)")
    let filter = try arguments(of: name)
    try expect(.close, "a closing parenthesis after the arguments of \(name)")
    return filter
  }

  private mutating func arguments(of name: String) throws(Problem) -> Filter {
    if let comparison = Filter.Comparison(rawValue: name) {
      let path = try scalarPath()
      return .comparison(comparison, path, try operand())
    }
    switch name {
    case "in": return try membership()
    case "out": return .not(try membership())
    case "like", "ilike":
      let path = try scalarPath()
      guard case .literal(let pattern) = try operand() else { throw fault("lacks the pattern of \(name)") }
      return .like(path, LikePattern(pattern, ignoresCase: name == "ilike"))
    case "and": return .and(try expressions())
    case "or": return .or(try expressions())
    case "not": return .not(try expression())
    case "any": return try anyOf()
    default: throw fault("names the operator \(name), which does not exist")
    }
  }

  private mutating func membership() throws(Problem) -> Filter {
    let path = try scalarPath()
    try expect(.open, "the opening parenthesis of a list of values")
    var values: Set<String> = []
    repeat {
      switch try operand() {
      case .literal(let text): values.insert(text)
      case .nothing: break
      case .null, .empty, .property: throw fault("has something else than a value in a list of values")
      }
    } while consume(.comma)
    try expect(.close, "the closing parenthesis of a list of values")
    return .membership(path, values: values)
  }

  private mutating func anyOf() throws(Problem) -> Filter {
    let path = try path()
    guard let element = tree.descendant(at: path), element.isList else {
      throw fault("uses any() on \(path.joined(separator: ".")), which is not a list")
    }
    let outer = (tree, list)
    (tree, list) = (element, path)
    defer { (tree, list) = outer }
    return .any(path, try expression())
  }

  /// A path and the comma after it.
  private mutating func path() throws(Problem) -> [String] {
    guard case .word(let word)? = symbols.popFirst() else { throw fault("lacks the name of a property") }
    guard let path = knownPath(word) else { throw fault("names the property \(word), which does not exist") }
    try expect(.comma, "a comma after \(word)")
    return path
  }

  private mutating func scalarPath() throws(Problem) -> [String] {
    let path = try path()
    if tree.crossesList(path) {
      throw fault("reaches into the list \(path.joined(separator: ".")), which takes any()")
    }
    guard path != ["token"] else { throw fault("looks at the secret of tokens, which cannot be searched") }
    return path
  }

  private func knownPath(_ word: String) -> [String]? {
    let path = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if tree.descendant(at: path) != nil { return path }
    guard !list.isEmpty, path.starts(with: list) else { return nil }
    let inner = Array(path.dropFirst(list.count))
    return inner.isEmpty || tree.descendant(at: inner) == nil ? nil : inner
  }

  private mutating func operand() throws(Problem) -> Filter.Operand {
    switch symbols.popFirst() {
    case .quoted(let text)?: return .literal(text)
    case .word(let word)?:
      if consume(.open) {
        try expect(.close, "a closing parenthesis after \(word)(")
        switch word {
        case "null": return .null
        case "empty": return .empty
        default: throw fault("has \(word)() where a value is expected")
        }
      }
      if let path = knownPath(word), path != ["token"] { return .property(path) }
      return Self.looksLikeID(word) ? .nothing : .literal(word)
    default: throw fault("lacks a value")
    }
  }

  /// Ids have to be quoted: an unquoted one is read as something that nothing equals.
  private static func looksLikeID(_ word: String) -> Bool {
    let bytes = Array(word.utf8.prefix(4))
    return bytes.count == 4 && bytes[3] == UInt8(ascii: "-")
      && bytes[..<3].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }
}
