import Locking
import Planning
import TestSupport
import Testing

@testable import MarketplaceAPI

/// Lists as no honest server answers them. Each has to come to an end.
@Suite("Pages without end")
struct PageWalkTests {
  private final class Server: Sendable {
    private let offsets = Locked<[Int]>([])
    private let answer: @Sendable (Int) -> (elements: [Int], count: Int, total: Int?)

    init(_ answer: @escaping @Sendable (_ offset: Int) -> (elements: [Int], count: Int, total: Int?)) {
      self.answer = answer
    }

    var requests: Int { offsets.withLock { $0.count } }

    func all(parallelism: Int = 4) async throws(CallError) -> [Int] {
      let walk = PageWalk<Int, Int>(call: "GET list", parallelism: parallelism, identity: { $0 }) {
        (offset: Int) async throws(CallError) in
        self.offsets.withLock { $0.append(offset) }
        let page = self.answer(offset)
        return .init(elements: page.elements, count: page.count, total: page.total)
      }
      return try await walk.all()
    }
  }

  @Test(arguments: [1_000_000_000_000, 1_000_000_000_000_000, Int.max])
  func `a total that nothing has is not believed`(total: Int) async {
    let server = Server { offset in ([offset], 1, total) }
    let failure = await #expect(throws: CallError.self) { try await server.all() }
    #expect(failure?.kind == .refused && failure?.message.contains("\(total) elements") == true)
    #expect(server.requests == 1)
  }

  @Test func `a total of pages with one element each is not believed`() async {
    let server = Server { offset in ([offset], 1, 1_000_000) }
    await #expect(throws: CallError.self) { try await server.all() }
    #expect(server.requests == 1)
  }

  @Test func `a total beyond the last page costs few requests`() async throws {
    let server = Server { offset in offset == 0 ? (Array(0..<100), 100, 1_000_000) : ([], 0, 1_000_000) }
    #expect(try await server.all().count == 100)
    #expect(server.requests <= 9)
  }

  @Test(arguments: [0, 5, -1])
  func `a total below what came is none`(total: Int) async throws {
    let server = Server { offset in
      offset < 300 ? (Array(offset..<offset + 100), 100, total) : ([], 0, total)
    }
    #expect(try await server.all() == Array(0..<300))
  }

  @Test(arguments: [100, 101, 200, 250, 300, 349])
  func `full pages are read on beyond a total that is too low`(total: Int) async throws {
    let server = Server { offset in
      let page = Array(offset..<max(offset, min(offset + 100, 350)))
      return (page, page.count, total)
    }
    #expect(try await server.all() == Array(0..<350))
  }

  @Test(arguments: [(99, 1), (100, 2), (250, 3), (300, 4)])
  func `a total that is right costs no page more, but for the one after full pages`(total: Int, requests: Int)
    async throws
  {
    let server = Server { offset in
      let page = Array(offset..<max(offset, min(offset + 100, total)))
      return (page, page.count, total)
    }
    #expect(try await server.all() == Array(0..<total))
    #expect(server.requests == requests)
  }

  @Test func `pages that always bring one new element are given up`() async {
    let server = Server { offset in ([offset], 1, nil) }
    let failure = await #expect(throws: CallError.self) { try await server.all() }
    #expect(failure?.kind == .refused && failure?.message.contains("does not end") == true)
    #expect(server.requests < 200)
  }

  @Test func `full pages that bring one new element each are given up`() async {
    let server = Server { offset in (Array(offset / 100..<offset / 100 + 100), 100, nil) }
    await #expect(throws: CallError.self) { try await server.all() }
    #expect(server.requests < 200)
  }

  @Test func `a page that comes again and again is given up`() async {
    let server = Server { _ in (Array(0..<100), 100, nil) }
    await #expect(throws: CallError.self) { try await server.all() }
    #expect(server.requests < 200)
  }

  @Test func `the pages after the first are read side by side`() async throws {
    let underWay = Watched(0)
    let walk = PageWalk<Int, Int>(call: "GET list", parallelism: 3, identity: { $0 }) {
      (offset: Int) async throws(CallError) in
      if offset > 0 {
        underWay.change { $0 += 1 }
        guard await underWay.value(where: { $0 >= 3 }) != nil else {
          throw CallError(.refused, call: "GET list", message: "no other page was asked for meanwhile")
        }
      }
      let page = Array(offset..<min(offset + 100, 400))
      return .init(elements: page, count: page.count, total: 400)
    }
    #expect(try await walk.all() == Array(0..<400))
  }

  @Test func `full pages whose end no total names are read to their end`() async throws {
    let server = Server { offset in
      let page = Array(offset..<min(offset + 100, 20_050))
      return (page, page.count, nil)
    }
    #expect(try await server.all() == Array(0..<20_050))
  }
}

@Suite("Answers that are too much")
struct BoundedAnswerTests {
  @Test func `a page with many times the requested elements is refused`() {
    func page(_ count: Int) -> PageResponse<TokenResponse>? {
      PageResponse(
        body: Array(#"{"data":["#.utf8) + Array(repeatElement(#"{"id":"x"}"#, count: count).joined(separator: ",").utf8)
          + Array("]}".utf8))
    }
    #expect(page(10_000)?.elements.count == 10_000)
    #expect(page(10_001) == nil)
  }

  @Test func `a page is decoded no further once the run has ended`() async {
    let body = Array(#"{"data":[{"id":"x"},{"id":"y"}]}"#.utf8)
    #expect(PageResponse<TokenResponse>(body: body)?.elements.count == 2)
    let count = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return PageResponse<TokenResponse>(body: body)?.elements.count
    }.value
    #expect(count == nil)
  }

  @Test func `a token with more elements than a page may hold is no answer`() {
    let modules = repeatElement(#"{"id":"x"}"#, count: 300_001).joined(separator: ",")
    #expect(TokenResponse(body: Array(#"{"id":"x","modules":[\#(modules)]}"#.utf8)) == nil)
  }
}
