/// Which properties a client asked for beyond, or without, the usual ones: `select=-token,+lastAccessAt`.
struct Selection: Hashable, Sendable {
  private(set) var added: Set<[String]> = []
  private(set) var removed: Set<[String]> = []

  static let usual = Selection()

  /// Reads the decoded value of `select`. A name without a sign means the same as one with a plus sign.
  ///
  /// A bare `+` in a URL is a blank by the time it gets here, and no property begins with a blank: that is refused.
  init(_ text: String, properties: PropertyTree) throws(Problem) {
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sign = item.first
      let name = sign == "+" || sign == "-" ? item.dropFirst() : item
      guard sign != " " else {
        throw .badRequest("select has a blank before \(name.dropFirst()): a plus sign in a URL is written %2B.")
      }
      let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard properties.descendant(at: path) != nil else {
        throw .badRequest("select names the property \(name), which does not exist.")
      }
      guard !added.contains(path), !removed.contains(path) else {
        throw .badRequest("select names the property \(name) twice.")
      }
      if sign == "-" { removed.insert(path) } else { added.insert(path) }
    }
  }

  /// Whether the property, or a part of it, was asked for.
  func asksFor(_ name: String) -> Bool { added.contains { $0.first == name } }

  private init() {}
}
