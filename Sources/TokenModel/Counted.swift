/// A number with its noun: `1 token`, `2 tokens`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension Collection {
  /// The first elements as a list, and how many more there are: `a, b and 3 more`.
  package func list(upTo maximum: Int, separator: String = ", ", _ word: (Element) -> String) -> String {
    let rest = count - maximum
    return prefix(maximum).map(word).joined(separator: separator) + (rest > 0 ? " and \(rest) more" : "")
  }
}
