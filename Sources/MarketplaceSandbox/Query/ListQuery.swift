/// The query string of a list: filter, `select`, `order`, `limit`, `offset`.
struct ListQuery {
  var filter: Filter?
  var selection: Selection?
  var order: [Key] = []
  /// At most 100, whatever the query says; 10 without it.
  var limit = 10
  var offset = 0

  struct Key: Equatable {
    let path: [String]
    let descends: Bool
  }

  /// Reads a percent-encoded query string.
  init(_ query: Substring, properties: PropertyTree) throws(Problem) {
    var filters: [Filter] = []
    for (name, value) in try queryParts(query) {
      switch name {
      case nil: filters += try FilterParser.parse(value, properties: properties)
      case "limit": limit = min(try Self.count(value, of: "limit"), 100)
      case "offset": offset = try Self.count(value, of: "offset")
      case "select": selection = try Selection(value, properties: properties)
      case "order": order = try Self.keys(value, properties: properties)
      case "rql"?: throw .badRequest("A filter is a part of the query by itself, not rql=.")
      case let name?: throw .badRequest("There is no parameter \(name).")
      }
    }
    if !filters.isEmpty { filter = filters.count == 1 ? filters[0] : .and(filters) }
  }

  private static func count(_ text: String, of name: String) throws(Problem) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int32(text) else {
      throw .badRequest("\(name) has to be a whole number that is not negative.")
    }
    return Int(count)
  }

  private static func keys(_ text: String, properties: PropertyTree) throws(Problem) -> [Key] {
    var keys: [Key] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = item.first == "-" || item.first == "+" ? item.dropFirst() : item
      let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let property = properties.descendant(at: path), property.children.isEmpty, path != ["token"],
        !properties.crossesList(path)
      else { throw .badRequest("order names \(name), by which lists cannot be ordered.") }
      keys.append(Key(path: path, descends: item.first == "-"))
    }
    return keys
  }
}

/// The `select` of a call on one object, which takes no other parameter.
func itemSelection(_ query: Substring, properties: PropertyTree) throws(Problem) -> Selection? {
  var selection: Selection?
  for (name, value) in try queryParts(query) {
    guard name == "select" else { throw .badRequest("This call takes no parameter but select.") }
    selection = try Selection(value, properties: properties)
  }
  return selection
}

/// The decoded parts of a query string; a part without a name is a filter.
private func queryParts(_ query: Substring) throws(Problem) -> [(name: String?, value: String)] {
  var parts: [(name: String?, value: String)] = []
  for part in query.split(separator: "&") {
    let isName = { (byte: UInt8) in "()\"'%,".utf8.contains(byte) == false }
    let name = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let hasName = name.count == 2 && name[0].utf8.allSatisfy(isName)
    guard let value = percentDecoded(hasName ? name[1] : part, plusIsSpace: true) else {
      throw .badRequest("The query has a percent sign that does not begin an escape, or bytes that are not UTF-8.")
    }
    let decodedName = hasName ? String(name[0]) : nil
    if let decodedName, parts.contains(where: { $0.name == decodedName }) {
      throw .badRequest("The parameter \(decodedName) is given twice.")
    }
    parts.append((decodedName, value))
  }
  return parts
}
