import FoundationEssentials

/// A page with places that a program fills.
package enum MarkedPage {
  package struct Unmarked: Error, CustomStringConvertible {
    package let description: String
  }

  /// Puts texts between the markers `<!-- NAME -->` and `<!-- /NAME -->`.
  package static func fill(_ path: String, with texts: [(name: String, text: String)]) throws {
    let file = URL(filePath: path)
    var page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for (name, text) in texts {
      let (start, end) = ("<!-- \(name) -->\n", "<!-- /\(name) -->")
      guard let from = page.firstRange(of: start)?.upperBound, let to = page.firstRange(of: end)?.lowerBound, from <= to
      else {
        throw Unmarked(description: "\(path) has no markers \(start)\(end)")
      }
      page.replaceSubrange(from..<to, with: "\n\(text)\n")
    }
    try Data(page.utf8).write(to: file)
  }
}
