import Locking
import Planning

/// Reads all pages of a list, concurrently if the platform says how long the list is. It ends whatever the server
/// responds: a total is bounded before it is used, and a walk whose pages bring few new elements fails. A total that is
/// too low ends nothing, as long as the pages are full.
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

  /// The elements of pages that follow each other, and the offset after the last page.
  private struct Part: Sendable {
    var elements: [Element]
    var end: Int
  }

  func all() async throws(CallError) -> [Element] {
    let first = try await page(0)
    let beginning = Part(elements: first.elements, end: first.count)
    // A total below the length of the first page is wrong.
    guard let total = first.total, total >= first.count else { return try await sequentially(after: beginning) }
    guard total <= Self.maximumElements, total / max(1, first.count) <= Self.maximumElements / APICall.pageLimit else {
      throw endless("has a total of \(total) elements, but \(first.count) on its first page")
    }
    // The end of the list; an empty page moves it forward.
    let end = Locked(total)
    // Where full pages reach the total, one more page shows whether the total is too low.
    let isFull = first.count >= APICall.pageLimit
    let starts = stride(from: first.count, through: isFull ? total : total - 1, by: APICall.pageLimit)
    let parts = try await starts.concurrently(atMost: parallelism) { (start) async throws(CallError) in
      try await self.part(start..<min(start + APICall.pageLimit, total), until: end)
    }
    let whole = Part(
      elements: beginning.elements + parts.flatMap(\.elements), end: parts.map(\.end).max() ?? beginning.end)
    return whole.end > total ? try await sequentially(after: whole) : whole.elements
  }

  /// Reads at least one page, unless the list ends before the range.
  private func part(_ range: Range<Int>, until end: borrowing Locked<Int>) async throws(CallError) -> Part {
    var part = Part(elements: [], end: range.lowerBound)
    guard part.end <= end.withLock({ $0 }) else { return part }
    repeat {
      let page = try await page(part.end)
      guard page.count > 0 else {
        end.withLock { $0 = min($0, part.end) }
        break
      }
      part.elements += page.elements
      part.end += page.count
    } while part.end < range.upperBound && part.end < end.withLock { $0 }
    return part
  }

  private func sequentially(after beginning: Part) async throws(CallError) -> [Element] {
    var (elements, offset, pages) = (beginning.elements, beginning.end, 1)
    var seen = Set(elements.map(identity))
    var lastCount = beginning.end
    while lastCount > 0 {
      let page = try await page(offset)
      pages += 1
      elements += page.elements
      offset += page.count
      lastCount = page.count
      seen.formUnion(page.elements.map(identity))
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
