import Locking
import Planning

/// Reads all pages of a list, concurrently if the platform says how long the list is. It ends whatever the server
/// responds: a total is bounded before it is used, and a walk whose pages bring few new elements fails.
struct PageWalk<Element: Sendable, ID: Hashable & Sendable>: Sendable {
  struct Page: Sendable {
    var elements: [Element]
    /// The number of elements on the page, including those that could not be read.
    var count: Int
    var total: Int?
  }

  /// The call, for messages: `GET …`.
  let call: String
  let parallelism: Int
  let identity: @Sendable (Element) -> ID
  let page: @Sendable (_ offset: Int) async throws(CallError) -> Page

  /// The maximum length of a list.
  private static var maximumElements: Int { 1_000_000 }
  /// Pages that may bring any number of new elements. All further pages must bring at least this many on average.
  private static var freePages: Int { 100 }
  private static var minimumPerPage: Int { 10 }

  func all() async throws(CallError) -> [Element] {
    let first = try await page(0)
    // A total below the length of the first page is wrong.
    guard let total = first.total, total >= first.count else { return try await sequentially(from: first) }
    guard total <= Self.maximumElements, total / max(1, first.count) <= Self.maximumElements / APICall.pageLimit else {
      throw endless("has \(total) elements by its own count, and \(first.count) on its first page")
    }
    // The end of the list; an empty page moves it forward.
    let end = Locked(total)
    let starts = stride(from: first.count, to: total, by: APICall.pageLimit)
    let rest = try await starts.concurrently(atMost: parallelism) { (start) async throws(CallError) in
      try await self.range(start..<min(start + APICall.pageLimit, total), until: end)
    }
    return first.elements + rest.joined()
  }

  private func range(_ range: Range<Int>, until end: borrowing Locked<Int>) async throws(CallError) -> [Element] {
    var elements: [Element] = []
    var offset = range.lowerBound
    while offset < range.upperBound, offset < end.withLock({ $0 }) {
      let page = try await page(offset)
      guard page.count > 0 else {
        end.withLock { $0 = min($0, offset) }
        break
      }
      elements += page.elements
      offset += page.count
    }
    return elements
  }

  private func sequentially(from first: Page) async throws(CallError) -> [Element] {
    var (elements, offset, pages) = (first.elements, first.count, 1)
    var seen = Set(elements.map(identity))
    var last = first
    while last.count > 0 {
      last = try await page(offset)
      pages += 1
      elements += last.elements
      offset += last.count
      seen.formUnion(last.elements.map(identity))
      guard seen.count >= (pages - Self.freePages) * Self.minimumPerPage, seen.count <= Self.maximumElements else {
        throw endless("does not end: \(pages) pages had \(seen.count) different elements")
      }
    }
    return elements
  }

  private func endless(_ what: String) -> CallError {
    CallError(.refused, call: call, message: "the list \(what); reading it was stopped")
  }
}
