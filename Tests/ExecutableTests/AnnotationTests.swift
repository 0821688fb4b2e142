import TestSupport
import Testing

@Suite("Annotations", .serialized)
struct AnnotationTests {
  @Test func `faults of files are pointed at`() async throws {
    let file = Account.file("TKN-0000-0002:\n  nmae: New\n  modules: []\n")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      let run = try await workspace.tokenform("validate", "--annotations", "github")
      #expect(run.code == 1 && run.output.isEmpty)
      #expect(
        run.errors.contains("\n::error file=tokens/a.yaml,line=4,col=5,title=unknown-key::"), "\(run.errors)")
      #expect(run.errors.contains("\n::error file=tokens/a.yaml,line=5,col=14,title=empty-value::"))
      #expect(try await workspace.tokenform("validate").errors.contains("::error") == false)
    }
  }

  @Test func `requested changes are annotated after the plan`() async throws {
    let file = Account.file(
      "TKN-0000-0002:\n  name: New\n  modules:\n    - Billing\n    - id: MOD-0003\n      filters: {}\n")
    try await Workspace.open(files: ["a.yaml": file]) { workspace in
      for format in ["text", "json", "markdown"] {
        let run = try await workspace.tokenform(
          "plan", "--annotations", "github", "--format", format, "--quiet", "--out", "plan.json")
        #expect(run.code == 0 && !run.output.contains("::warning"))
        let places = run.errors.split(separator: "\n").compactMap { $0.split(separator: "::").first }
        #expect(
          places == [
            "warning file=tokens/a.yaml,line=7,col=9,title=Grant",
            "notice file=tokens/a.yaml,line=5,col=5,title=Revocation",
            "notice file=tokens/a.yaml,line=4,col=5,title=Change of name",
          ], "\(run.errors)")
      }
    }
  }

  @Test func `another kind is refused`() async throws {
    try await Workspace.open { workspace in
      let run = try await workspace.tokenform("plan", "--annotations", "gitlab")
      #expect(run.code == 1 && run.errors.contains("--annotations takes one of github, not \"gitlab\""))
    }
  }
}
