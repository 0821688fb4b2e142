import Glibc
import Planning
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Events")
struct EventLogTests {
  private let result = TokenResult(id: "TKN-0000-0001", outcome: .applied, attempts: 1)

  @Test func `a pipe that is not read does not hold up the end of a run, and says so`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let pipe = try directory.makePipe("events")
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    let events = try EventLog(appendingTo: pipe, mask: SecretMask())
    var long = result
    long.message = String(repeating: "x", count: 1 << 20)
    events.record(.ended(long, nil))
    let loss = await #expect(throws: Diagnostic.self) { try await events.flush(within: .milliseconds(1)) }
    #expect(loss?.message.contains("a pipe that is not read") == true)
    await drain(reader, 1 << 20)
  }

  @Test func `a run waits for a stalled reader once, and writes its last line if the reader comes back`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let pipe = try directory.makePipe("events")
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let events = try EventLog(appendingTo: pipe, mask: SecretMask())
    var long = result
    long.message = String(repeating: "x", count: 1 << 20)
    events.record(.ended(long, nil))
    let first = events.patience
    await #expect(throws: Diagnostic.self) { try await events.flush(within: .milliseconds(1)) }
    #expect(first + events.patience == .seconds(5))
    events.record(.finished(RunSummary(.failed, without: Plan(endpoint: "https://platform.example"))))
    _ = fcntl(reader, F_SETFL, 0)
    let received = Watched(ChildProcess.Received())
    ChildProcess.read(reader, into: received)
    try await events.flush(within: .seconds(60))
    _ = await received.value { $0.bytes.count > 1 << 20 && $0.bytes.last == UInt8(ascii: "\n") }
    #expect(received.value.text.contains("\"event\":\"finished\""))
  }

  @Test func `what was applied is written with its values before and after, masked`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let change = TokenChange(
      id: "TKN-0000-0001", position: 3,
      texts: [TextChange(field: .description, before: nil, after: "idt:TKN-0000-0002:hush", position: 4)],
      modules: ModulesChange(
        before: [HeldModule(id: "MOD-0001", filters: .none)],
        after: [HeldModule(id: "MOD-0002", name: "Catalog", filters: ModuleFilters(buyers: ["BUY-1"]))], position: 5),
      extensions: ExtensionsChange(before: .all, after: ExtensionScope(["EXT-1"]), position: 6))
    let events = try EventLog(appendingTo: directory.path + "/events", mask: SecretMask())
    events.record(.ended(result, change))
    events.record(.ended(TokenResult(id: "TKN-0000-0001", outcome: .failed, attempts: 1), change))
    try await events.flush(within: .seconds(60))
    let lines = try directory.read("events").split(separator: "\n")
    #expect(
      lines.first?.hasSuffix(
        #""before":{"description":null,"modules":[{"id":"MOD-0001","filters":{}}],"extensions":null},"#
          + #""after":{"description":"[masked]","modules":[{"id":"MOD-0002","name":"Catalog","#
          + #""filters":{"group.buyers":["BUY-1"]}}],"extensions":["EXT-1"]}}"#) == true, "\(lines)")
    #expect(lines.last?.contains("before") == false)
  }
}
