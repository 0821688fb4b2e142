import Locking
import Planning

/// Reads a list page after page, side by side where the platform says how long it is. Whatever a server answers, it ends:
/// what is claimed is bounded before it is asked for, and pages that bring little are given up.
struct PageWalk<Element: Sendable, ID: Hashable & Sendable>: Sendable {
  struct Page: Sendable {
    var elements: [Element]
    /// How many the page holds, those that could not be read included.
    var count: Int
    var total: Int?
  }

  /// What is read, for messages: `GET …`.
  let call: String
  let parallelism: Int
  let identity: @Sendable (Element) -> ID
  let page: @Sendable (_ offset: Int) async throws(CallFailure) -> Page

  /// A list has no more elements than this.
  private static var mostElements: Int { 1_000_000 }
  /// So many pages may bring as little as they like; all of them together bring at least some elements each.
  private static var patience: Int { 100 }
  private static var fewElements: Int { 10 }

  func all() async throws(CallFailure) -> [Element] {
    let first = try await page(0)
    // A total below what is there already is none.
    guard let total = first.total, total >= first.count else { return try await oneByOne(from: first) }
    guard total <= Self.mostElements, total / max(1, first.count) <= Self.mostElements / APICall.pageLimit else {
      throw endless("says that it has \(total) elements, \(first.count) on its first page")
    }
    // Where there is no more already: an empty page moves it.
    let end = Locked(total)
    let starts = stride(from: first.count, to: total, by: APICall.pageLimit)
    let rest = try await starts.concurrently(atMost: parallelism) { (start) async throws(CallFailure) in
      try await self.range(start..<min(start + APICall.pageLimit, total), until: end)
    }
    return first.elements + rest.joined()
  }

  private func range(_ range: Range<Int>, until end: borrowing Locked<Int>) async throws(CallFailure) -> [Element] {
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

  private func oneByOne(from first: Page) async throws(CallFailure) -> [Element] {
    var (elements, offset, pages) = (first.elements, first.count, 1)
    var seen = Set(elements.map(identity))
    var last = first
    while last.count > 0 {
      last = try await page(offset)
      pages += 1
      elements += last.elements
      offset += last.count
      seen.formUnion(last.elements.map(identity))
      guard seen.count >= (pages - Self.patience) * Self.fewElements, seen.count <= Self.mostElements else {
        throw endless("does not come to an end: \(pages) pages brought \(seen.count) elements")
      }
    }
    return elements
  }

  private func endless(_ what: String) -> CallFailure {
    CallFailure(.refused, call: call, message: "the list \(what); it is given up")
  }
}
