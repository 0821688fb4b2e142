import Foundation
import TestSupport
import Testing

struct LinkTests {
  @Test(arguments: try MarkdownPage.all + MarkdownPage.others)
  func `links within the repository lead to files and headings that are there`(_ page: MarkdownPage) throws {
    for link in page.links where !link.contains("://") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
      let target = parts[0].isEmpty ? page.path : (folder.isEmpty ? "" : folder + "/") + parts[0]
      let isThere = FileManager.default.fileExists(atPath: Repository.root.appending(path: target).path)
      #expect(isThere, "\(page.path) links to \(link)")
      if isThere, parts.count == 2 {
        #expect(try MarkdownPage(target).anchors.contains(parts[1]), "\(page.path) links to \(link)")
      }
    }
  }

  @Test func `the README leads to every page`() throws {
    let links = Set(try MarkdownPage("README.md").links.map { $0.prefix { $0 != "#" } })
    let pages = try MarkdownPage.all.map(\.path).filter { $0 != "README.md" } + MarkdownPage.others.map(\.path)
    for page in pages { #expect(links.contains(page[...]), "the README has no link to \(page)") }
  }

  @Test func `the files that the page on architecture names exist`() throws {
    let files = try ["Sources", "Tests", "docs"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: Repository.root.appending(path: folder).path).map {
        "/\(folder)/\($0)".replacing(/\.swift$/, with: "")
      }
    }
    let names = try MarkdownPage("docs/architecture.md").inlineCode.filter {
      $0.wholeMatch(of: /[A-Za-z][A-Za-z+]*(\/[A-Za-z+.-]+)+/) != nil
    }
    #expect(names.count > 20)
    for name in names { #expect(files.contains { $0.hasSuffix("/" + name) }, "\(name)") }
  }
}

extension MarkdownPage: CustomTestStringConvertible {
  var testDescription: String { path }
}
