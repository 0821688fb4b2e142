import Foundation
import TestSupport
import Testing

/// Every `sh` block is run in a fresh copy of the quickstart, with the programs on the PATH, and a fresh sandbox and its
/// credential in the environment. It has to succeed, or to end as the fence says: `sh exit=2`. Lines that begin with
/// `make` are not run; their targets have to exist.
struct CommandTests {
  @Test(arguments: try MarkdownPage.all.flatMap { $0.blocks(in: "sh") })
  func `the commands of the pages work`(_ block: CodeBlock) async throws {
    let lines = block.text.split(separator: "\n")
    for line in lines where line.hasPrefix("make ") {
      for target in line.split(separator: " ").dropFirst() where !target.contains("=") {
        #expect(try makeTargets.contains(String(target)), "\(block.place): the Makefile has no target \(target)")
      }
    }
    let script = lines.filter { !$0.hasPrefix("make ") }.joined(separator: "\n")
    guard !script.isEmpty else { return }
    let expected = block.words.compactMap { $0.hasPrefix("exit=") ? Int32($0.dropFirst(5)) : nil }.first ?? 0
    let outcome = try await Quickstart().run(script)
    #expect(outcome.exitCode == expected, "\(block.place):\n\(outcome.output)\(outcome.errors)")
  }

  @Test
  func `the page on concepts shows the plan that the quickstart prints`() async throws {
    let shown = try #require(try MarkdownPage("docs/concepts.md").blocks.first { $0.words == ["text", "plan"] })
    let quickstart = try Quickstart()
    let outcome = try await quickstart.run("tokenform plan")
    // The fingerprint is of the endpoint too, and so of the port.
    let printed = outcome.output.replacingOccurrences(of: quickstart.endpoint, with: "http://127.0.0.1:PORT")
    let digest = /sha256:[0-9a-f]{64}/
    #expect(printed.replacing(digest, with: "sha256:") == shown.text.replacing(digest, with: "sha256:"))
  }

  @Test
  func `the README lists the exit codes that the help lists`() async throws {
    let listed = try MarkdownPage("README.md").prose.compactMap { $0.firstMatch(of: /^\| (\d+) \|/)?.1 }
    let help = try await Quickstart().run("tokenform --help").output
    let section = try #require(help.components(separatedBy: "Exit codes:\n").last)
    let known = section.split(separator: "\n").compactMap { $0.firstMatch(of: /^  (\d+)\s/)?.1 }
    #expect(!known.isEmpty)
    #expect(listed == known)
  }

  @Test
  func `the README has the figures of the page on performance`() throws {
    let page = try MarkdownPage("docs/performance.md").prose
    let row = try #require(page.first { $0.hasPrefix("| 10000 | 20 ms | plan, nothing to change |") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    let (wall, floor) = (try #require(Double(cells[3])).rounded(), try #require(Double(cells[4])).rounded())
    let readme = try MarkdownPage("README.md").prose.joined(separator: " ")
    for figure in ["takes \(cells[10]) requests.", "is \(Int(wall)) ms, of which \(Int(floor)) ms is"] {
      let isThere = readme.contains(figure)
      #expect(isThere, "\(figure)")
    }
  }

  @Test(arguments: userPages)
  func `commands, options and make targets that the text names exist`(_ path: String) async throws {
    let page = try MarkdownPage(path)
    let commands = try await Quickstart().run(Self.listCommands).output.split(separator: "\n").map(String.init)
    let helps = try await Quickstart().run(Self.printHelps).output
    let options = Set(helps.matches(of: /--[a-z][a-z-]*/).map { String($0.0) })
    #expect(!commands.isEmpty)
    for code in page.inlineCode {
      for option in code.matches(of: /--[a-z][a-z-]*/) {
        #expect(options.contains(String(option.0)), "\(path) names an option that there is not: \(code)")
      }
      if let command = code.firstMatch(of: /^tokenform ([a-z]+)/)?.1 {
        #expect(commands.contains(String(command)), "\(path) names a command that there is not: \(code)")
      }
      if let target = code.firstMatch(of: /^make ([a-z]+)$/)?.1 {
        #expect(try makeTargets.contains(String(target)), "\(path) names a target that there is not: \(code)")
      }
    }
  }

  /// Pages about the use of the programs rather than about their sources.
  private static let userPages = [
    "README.md", "docs/audit.md", "docs/concepts.md", "docs/configuration.md", "docs/diff.md", "docs/drift.md",
    "docs/pipelines.md", "docs/reports.md", "docs/sandbox.md", "docs/security.md", "docs/troubleshooting.md",
  ]

  private static let listCommands = "tokenform --help | sed -n '/^Commands:/,/^$/s/^  \\([a-z]*\\) .*/\\1/p'"

  private static let printHelps = """
    tokenform --help
    marketplace-sandbox --help
    for command in $(\(listCommands)); do tokenform "$command" --help; done
    """

  private var makeTargets: [String] {
    get throws {
      let makefile = try Repository.text(of: "Makefile")
      return makefile.split(separator: "\n").compactMap { $0.firstMatch(of: /^([a-z-]+):/).map { String($0.1) } }
    }
  }
}
