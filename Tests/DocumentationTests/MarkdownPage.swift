import Foundation
import TestSupport
import Testing

/// A page of the documentation, taken apart as far as the tests need it.
struct MarkdownPage {
  /// From the root of the repository.
  let path: String
  private(set) var blocks: [CodeBlock] = []
  /// Everything outside code blocks.
  private(set) var prose: [String] = []

  /// `README.md`, and every page in `docs`.
  static var all: [MarkdownPage] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "docs").path)
      let pages = names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
      return try (["README.md"] + pages).map { try MarkdownPage($0) }
    }
  }

  /// The pages at the root beside `README.md`.
  static var others: [MarkdownPage] {
    get throws { try ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"].map { try MarkdownPage($0) } }
  }

  init(_ path: String) throws {
    self.path = path
    let text = try Repository.text(of: path)
    var open: CodeBlock?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          let words = line.dropFirst(3).split(separator: " ").map(String.init)
          open = CodeBlock(place: "\(path):\(index + 1)", words: words)
        }
      } else if open != nil {
        open?.text += line + "\n"
      } else {
        prose.append(String(line))
      }
    }
    if let open { blocks.append(open) }
  }

  func blocks(in language: String) -> [CodeBlock] {
    blocks.filter { $0.words.first == language }
  }

  /// The text between backticks.
  var inlineCode: [String] {
    prose.flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
  }

  /// Where links and pictures lead.
  var links: [String] {
    prose.flatMap { line in
      [/\]\(([^)\s]+)\)/, /src(?:set)?="([^"]+)"/].flatMap { line.matches(of: $0).map { String($0.1) } }
    }
  }

  var headings: [String] {
    prose.filter { $0.hasPrefix("#") }.map { String($0.drop { $0 == "#" }.dropFirst()) }
  }

  /// What headings are called in links, as GitHub forms it.
  var anchors: [String] {
    headings.map { heading in
      String(heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" })
        .replacingOccurrences(of: " ", with: "-")
    }
  }
}

/// A fenced block of a page.
struct CodeBlock: CustomTestStringConvertible, Sendable {
  /// The file and the line of the opening fence.
  let place: String
  /// The text after the fence: the language, then what the tests have to know.
  let words: [String]
  var text = ""

  var testDescription: String { place }
}
