import HTTPTransport
import Locking
import MarketplaceAPI
import MarketplaceSandbox
import Planning
import Testing
import TokenModel

@Suite("What reading two thousand tokens costs")
struct CostTests {
  private static let sandbox = "--tokens 2000 --latency-ms 5"

  @Test func `no more requests and connections are under way than allowed`() async throws {
    try await SandboxClient.run(Self.sandbox, parallelism: 3) { client in
      let readings = try await client.read(client.ids(2000))
      #expect(readings.values.count { $0.token != nil } == 2000)
      #expect(try client.sandbox.requests.count == 20 + client.idsWithoutModules().count)
      #expect(client.sandbox.maximumConcurrentRequests <= 3)
      #expect(client.transport.statistics.connectionsOpened <= 3)
    }
  }

  @Test func `reading side by side moves no byte twice`() async throws {
    #expect(try await bytesReceived(parallelism: 8) == bytesReceived(parallelism: 1))
  }

  @Test func `secrets are not selected`() async throws {
    #expect(try await bytesReceived() < bytesReceived("--reject-subtractive-select"))
  }

  private func bytesReceived(_ options: String = "", parallelism: Int = 4) async throws -> Int {
    try await SandboxClient.run(Self.sandbox, options, parallelism: parallelism) { client in
      _ = try await client.read(client.ids(2000))
      return client.transport.statistics.bytesReceived
    }
  }

  @Test func `pages are passed on as they arrive and never pile up`() async throws {
    try await SandboxClient.run(Self.sandbox, parallelism: 3) { client in
      let queries = try client.ids(2000).map { TokenQuery($0, fields: []) }
      let handedOn = Locked(0)
      let waiting = Locked<[Int]>([])
      let batches = try await client.reader.batches(of: queries.count, queries: { Array(queries[$0]) }) {
        batch, readings in
        let ahead = handedOn.withLock { count in
          defer { count += 1 }
          return client.sandbox.requests.count - count
        }
        waiting.withLock { $0.append(ahead) }
        #expect(zip(queries[batch], readings).allSatisfy { $0.id == $1.token?.id })
        return batch
      }
      #expect(batches.flatMap(\.self) == Array(0..<2000), "in the order of the queries, whatever came first")
      #expect(waiting.withLock { $0.allSatisfy { $0 <= 6 } }, "twice as many as may be under way")
    }
  }
}
