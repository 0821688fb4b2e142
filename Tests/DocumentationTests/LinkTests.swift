import Foundation
import Testing

struct LinkTests {
  @Test(arguments: try MarkdownPage.all)
  func `links within the repository lead to files and headings that are there`(_ page: MarkdownPage) throws {
    for link in page.links where !link.contains("://") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
      let target = parts[0].isEmpty ? page.path : (folder.isEmpty ? "" : folder + "/") + parts[0]
      let isThere = FileManager.default.fileExists(atPath: MarkdownPage.root.appending(path: target).path)
      #expect(isThere, "\(page.path) links to \(link)")
      if isThere, parts.count == 2 {
        #expect(try MarkdownPage(target).anchors.contains(parts[1]), "\(page.path) links to \(link)")
      }
    }
  }
}

extension MarkdownPage: CustomTestStringConvertible {
  var testDescription: String { path }
}
