import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("The program as a process", .serialized)
struct ProcessTests {
  @Test func `it links neither foundation nor its networking, and libcurl only when it is needed`() async throws {
    let loader = try ChildProcess(Programs.tokenform, [], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
    #expect(try await loader.end() == 0)
    let libraries = loader.output.value.text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      .map { $0.trimmingPrefix { $0.isWhitespace } }
    #expect(libraries.contains { $0.hasPrefix("libyaml") }, "\(libraries)")
    #expect(!libraries.contains { $0.hasPrefix("libcurl") || $0.hasPrefix("libssl") }, "\(libraries)")
    for name in ["libFoundation.so", "libFoundationNetworking.so", "libFoundationXML.so", "lib_FoundationICU.so"] {
      #expect(!libraries.contains { $0 == name }, "\(name)")
    }
  }

  @Test func `without a usable libcurl it validates, and a plan says what is missing`() async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      let library = try workspace.directory.write("This is no library.", to: "libraries/libcurl.so.4")
      let environment = ["LD_LIBRARY_PATH": String(library.dropLast("/libcurl.so.4".count))]
      #expect(try await workspace.tokenform("validate", environment: environment).code == 0)
      let plan = try await workspace.tokenform("plan", environment: environment)
      #expect(plan.code == 1)
      #expect(
        plan.errors.contains("libcurl cannot be loaded") && plan.errors.contains("libcurl.so.4"), "\(plan.errors)")
      #expect(plan.errors.contains("install libcurl") && !plan.errors.contains("--endpoint"), "\(plan.errors)")
      #expect(plan.errors.ranges(of: "error:").count == 1)
    }
  }

  @Test func `it leaves no core dumps`() async throws {
    let files = ["a.yaml": Account.renaming(3)]
    try await Workspace.open("--fault hang-before@GET", files: files) { workspace in
      let process = try workspace.start(["plan"])
      try await workspace.waitForRequests(1, "GET")
      let limits = try String(contentsOf: URL(filePath: "/proc/\(process.processID)/limits"), encoding: .utf8)
      let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
      #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
      process.signal(SIGINT)
      #expect(try await workspace.end(of: process).code == 130)
    }
  }

  @Test func `a reader that leaves does not stop an apply`() async throws {
    try await Workspace.open(seed: Crowd.seed(200), files: ["a.yaml": Crowd.file(200)]) { workspace in
      let run = try await workspace.tokenform("apply", "--auto-approve", streams: .pipes(closed: [STDOUT_FILENO]))
      #expect(run.code == 0)
      #expect(run.errors.hasSuffix("Applied: 200.\n"), "the report goes to standard error")
      #expect(try await workspace.stop().writes.count == 200)
    }
  }

  @Test func `a reader that leaves ends a plan with a sentence`() async throws {
    try await Workspace.open(seed: Crowd.seed(200), files: ["a.yaml": Crowd.file(200)]) { workspace in
      for closed: Set<Int32> in [[STDOUT_FILENO], [STDERR_FILENO], [STDOUT_FILENO, STDERR_FILENO]] {
        let run = try await workspace.tokenform("plan", streams: .pipes(closed: closed))
        #expect(run.code == (closed == [STDERR_FILENO] ? 0 : 1), "\(closed) \(run.code)")
        #expect(run.errors.contains("standard output was closed") == (closed == [STDOUT_FILENO]))
      }
    }
  }

  /// What becomes of a plan whose standard output a shell redirects like this, and of its files and connections.
  @Test(arguments: ["> /dev/full", ">&-"])
  func `output that cannot be written is an error`(_ redirection: String) async throws {
    try await Workspace.open(files: ["a.yaml": Account.renaming(3)]) { workspace in
      let shell = try ChildProcess(
        "/bin/sh", ["-c", "exec \"$0\" plan \(redirection)", Programs.tokenform],
        environment: ["MPT_API_TOKEN": Account.credential, "MPT_API_BASE_URL": workspace.baseURL],
        directory: workspace.directory.path)
      let run = try await workspace.end(of: shell)
      let reason = redirection == ">&-" ? "Bad file descriptor" : "No space left on device"
      #expect(run.code == 1 && run.errors.contains("standard output cannot be written: \(reason)"), "\(run)")
      let remains = try await workspace.stop()
      #expect(remains.requests.count == 1)
    }
  }

  @Test func `help and version go to standard output`() async throws {
    for arguments in [["--version"], ["--help"], ["help", "plan"], ["apply", "-h"]] {
      let process = try ChildProcess(Programs.tokenform, arguments)
      #expect(try await process.end() == 0)
      #expect(!process.output.value.bytes.isEmpty && process.errors.value.bytes.isEmpty)
    }
    let wrong = try ChildProcess(Programs.tokenform, ["paln"])
    #expect(try await wrong.end() == 1)
    #expect(wrong.output.value.bytes.isEmpty && wrong.errors.value.text.contains("plan"))
  }
}
