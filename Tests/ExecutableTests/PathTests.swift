import Foundation
import TestSupport
import Testing

/// What a path on the command line may be, and what it may not.
@Suite struct PathTests {
  private static let file = Account.file("TKN-0000-0002: {name: Exporter}")

  @Test(arguments: ["validate", "plan"])
  func `Standard input is not read, under whatever name`(command: String) async throws {
    try await Workspace.open(files: ["a.yaml": Self.file]) { workspace in
      for path in ["-", "/dev/stdin"] {
        let run = try await workspace.tokenform(command, path)
        #expect(run.code == 1, "\(run)")
        #expect(run.errors.contains("[not-a-regular-file]"), "\(run)")
        #expect(run.errors.contains("standard input is not read") == (path == "-"), "\(run)")
      }
    }
  }

  @Test func `A file of tokens is one for apply whatever the case of its ending`() async throws {
    try await Workspace.open(files: ["a.YAML": Account.renaming(2)]) { workspace in
      let apply = try await workspace.tokenform("apply", "tokens/a.YAML", "--auto-approve")
      #expect(apply.code == 0, "\(apply)")
      #expect(try await workspace.stop().writes.count == 1)
    }
  }

  @Test(arguments: ["test", "x", "e"])
  func `A placeholder as the credential does not disturb validate`(placeholder: String) async throws {
    try await Workspace.open(files: ["a.yaml": Account.file("TKN-0000-0002: {name: Nightly test robot x}")]) {
      workspace in
      let good = try await workspace.tokenform("validate", environment: ["MPT_API_TOKEN": placeholder])
      #expect(good.code == 0, "\(good)")
      try workspace.directory.write(Account.file("TKN-0000-0002: {nmae: Nightly test robot x}"), to: "tokens/a.yaml")
      let bad = try await workspace.tokenform("validate", environment: ["MPT_API_TOKEN": placeholder])
      #expect(bad.code == 1 && bad.errors.contains("nmae: Nightly test robot x"), "\(bad)")
    }
  }

  @Test func `An argument that is not UTF-8 is refused, and no file that reads alike is taken`() async throws {
    try await Workspace.open(files: ["\u{FFFD}.yaml": Self.file]) { workspace in
      let script = "exec '\(Programs.tokenform)' validate \"$(printf 'tokens/\\377.yaml')\""
      let process = try ChildProcess("/bin/sh", ["-c", script], directory: workspace.directory.path)
      let run = try await workspace.end(of: process)
      #expect(run.code == 1 && run.errors.contains(#"\xFF.yaml" is not valid UTF-8"#), "\(run)")
      #expect(try await workspace.tokenform("validate", "tokens/\u{FFFD}.yaml").code == 0)
    }
  }

  @Test func `The directory tokens must not be a link that leads elsewhere`() async throws {
    try await Workspace.open(files: [".elsewhere/a.yaml": Self.file, ".work/.keep": ""]) { workspace in
      let work = workspace.directory.path + "/.work"
      try FileManager.default.createSymbolicLink(atPath: work + "/tokens", withDestinationPath: "../.elsewhere")
      let process = try ChildProcess(Programs.tokenform, ["validate"], directory: work)
      let run = try await workspace.end(of: process)
      #expect(run.code == 1 && run.errors.contains("[link-leads-outside]"), "\(run)")
    }
  }
}
