import Glibc
import TestSupport
import Testing

@Suite("Files that a run reads and would write", .serialized)
struct OutputFileTests {
  private let file = Account.renaming(3)

  @Test(arguments: [
    ["plan", "a.conf", "--out", "a.conf"], ["plan", "a.conf", "--out", "./tokens/../a.conf"],
    ["plan", "a.conf", "--out", "same.conf"], ["plan", "a.conf", "--token-file", ".secret", "--out", ".secret"],
    ["plan", "a.conf", "--base", "before", "--out", "before/b.plan"],
    ["apply", "tokens", "--auto-approve", "--events", "link"], ["apply", "saved", "--events", "saved"],
    ["apply", "saved", "--undo", "./saved"],
  ])
  func `nothing that is read is written`(_ arguments: [String]) async throws {
    let files = ["a.yaml": file, "./a.conf": file, ".secret": Account.credential + "\n", "./before/b.yaml": file]
    try await Workspace.open(files: files) { workspace in
      let path = workspace.directory.path
      _ = try await workspace.tokenform("plan", "--out", "saved")
      #expect(link("\(path)/a.conf", "\(path)/same.conf") == 0)
      #expect(link("\(path)/before/b.yaml", "\(path)/before/b.plan") == 0)
      #expect(symlink("tokens/a.yaml", "\(path)/link") == 0)
      let names = ["a.conf", "tokens/a.yaml", ".secret", "saved", "before/b.yaml"]
      let before = try names.map(workspace.directory.read)
      let run = try await workspace.end(of: workspace.start(arguments))
      #expect(run.code == 1 && run.errors.contains("output-is-input"), "\(run)")
      let after = try names.map(workspace.directory.read)
      #expect(after == before)
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `a hyphen is standard output for documents, and refused for the rest`() async throws {
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let plan = try await workspace.tokenform("plan", "--quiet", "--out", "-")
      #expect(plan.code == 0 && plan.output.hasPrefix("{\n\"plan\": ") && plan.errors.contains("Plan: 1 to update"))
      try workspace.directory.write(plan.output, to: "saved")
      #expect(try await workspace.tokenform("show", "saved").code == 0)
      let yaml = try await workspace.tokenform("import", "TKN-0000-0003", "--out", "-")
      #expect(yaml.code == 0 && yaml.output.contains("TKN-0000-0003:"))
      for option in ["--events", "--undo"] {
        let apply = try await workspace.tokenform("apply", "--auto-approve", option, "-")
        #expect(apply.code == 1 && apply.errors.contains("\(option) takes a file, not standard output"), "\(apply)")
      }
      let split = try await workspace.tokenform("import", "--split", "--out", "-")
      #expect(split.code == 1 && split.errors.contains("--out takes a directory with --split"))
      #expect(try await workspace.stop().writes.isEmpty)
    }
  }

  @Test func `an import writes no token that a file beside names`() async throws {
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      for arguments in [
        ["--split", "--out", "tokens"], ["--split", "--out", "./tokens"], ["--out", "tokens/b.yaml"],
        ["--split", "--out", "tokens", "--force"],
      ] {
        let run = try await workspace.end(of: workspace.start(["import", "TKN-0000-0003"] + arguments))
        #expect(run.code == 1 && run.errors.contains("duplicate-token"), "\(run)")
        #expect(run.errors.contains("a.yaml:3:3"))
      }
      #expect(try await workspace.tokenform("import", "--split", "--out", "tokens", "TKN-0000-0002").code == 0)
      let again = try await workspace.tokenform("import", "--split", "--out", "tokens", "TKN-0000-0002", "--force")
      #expect(again.code == 0, "what is replaced is not beside: \(again)")
      #expect(try await workspace.tokenform("validate").code == 0)
    }
  }

  @Test func `an import over a file of managed tokens is refused`() async throws {
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let run = try await workspace.tokenform("import", "--unmanaged", "--out", "tokens/a.yaml", "--force")
      #expect(run.code == 1 && run.errors.contains("output-is-input"), "\(run)")
      #expect(try workspace.directory.read("tokens/a.yaml") == file)
    }
  }

  @Test func `a file that an import replaces keeps its permissions`() async throws {
    try await Workspace.open(files: ["./all.yaml": file]) { workspace in
      let path = "\(workspace.directory.path)/all.yaml"
      #expect(chmod(path, 0o640) == 0)
      let run = try await workspace.tokenform("import", "--out", "all.yaml", "--force")
      #expect(run.code == 0)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
    }
  }
}
