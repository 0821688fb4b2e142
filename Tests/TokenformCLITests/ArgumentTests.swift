import CommandLineKit
import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Command lines")
struct ArgumentTests {
  private func apply(_ words: String...) throws -> ApplyCommand { try #require(try ApplyCommand.parse(words)) }

  private func faults(_ words: [String]) -> [String] {
    do throws(UsageError) {
      _ = try ApplyCommand.parse(words)
      return []
    } catch {
      return error.sentences
    }
  }

  @Test func `a flag may be given among the paths and has a short form`() throws {
    let command = try apply("a.yaml", "-q", "b", "--auto-approve")
    #expect(command.source == .files(["a.yaml", "b"]))
    #expect(command.planning.console.isQuiet && command.isAutoApproved && !command.isDryRun)
    #expect(try ApplyCommand.parse(["-h"]) == nil)
  }

  @Test func `a repeatable option keeps every value`() throws {
    let command = try apply("--target", "TKN-0000-0001", "--target=TKN-0000-0002")
    #expect(
      command.planning.selection.selection
        == TokenSelection(targets: ["TKN-0000-0001", "TKN-0000-0002"], excluded: []))
  }

  @Test func `every fault of a command line is reported`() {
    let found = faults([
      "--formta=json", "--dry-run=yes", "--format", "jsno", "--endpoint", "a", "--endpoint", "b",
      "--parallelism", "0", "--max-changes", "-1", "--max-grants", "ten", "--max-revocations=", "--target", "TKN-1",
      "--exclude", "ACC-0000-0001", "--proposed-only",
    ])
    #expect(found.count == 11, "\(found)")
    let expected = [
      ["--formta", "--format?"], ["--dry-run"], ["jsno", "json?"], ["--endpoint", "twice"],
      ["parallelism", "1 to 256"],
      ["max-changes", "0 or more"], ["max-grants"], ["max-revocations"], ["TKN-1"], ["ACC-0000-0001"], ["needs --base"],
    ]
    for (sentence, words) in zip(found, expected) {
      for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }
  }

  @Test func `options have defaults`() throws {
    let command = try #require(try PlanCommand.parse([]))
    #expect(command.paths.isEmpty && command.format == .text && !command.hasDetailedExitCode && command.out == nil)
    let connection = command.planning.connection
    #expect(connection.parallelism == 10 && connection.timeout == 60 && connection.retries == 4)
    #expect(connection.deadline == nil && !command.planning.console.isQuiet)
    #expect(command.planning.guards == GuardOptions())
  }

  @Test func `each guard has its option`() throws {
    let command = try apply(
      "--allow-protected", "--allow-self", "--allow-disabled", "--max-changes=1", "--max-grants=2",
      "--max-revocations=0", "--parallelism=256", "--format=json")
    var guards = GuardOptions()
    guards.allowProtected = true
    guards.allowSelf = true
    guards.allowDisabled = true
    guards.maximumChanges = 1
    guards.maximumGrants = 2
    guards.maximumRevocations = 0
    #expect(command.planning.guards == guards && command.planning.connection.parallelism == 256)
    #expect(command.format == .json)
  }

  @Test func `apply reads a single file that is not YAML as a saved plan, and does not ask`() throws {
    #expect(try apply("plan.json").source == .savedPlan("plan.json"))
    #expect(try !apply("plan.json").needsConfirmation && apply("tokens.yaml").needsConfirmation)
    #expect(
      try !apply("--auto-approve").needsConfirmation && !apply("--approve=x").needsConfirmation
        && !apply("--dry-run").needsConfirmation)
    #expect(faults(["plan.json", "--target=TKN-0000-0001", "--coverage"]).count == 2)
    #expect(faults(["plan.json", "--undo=plan.json"]).count == 1)
    #expect(faults(["--undo=a.yaml"]).count == 1)
  }
}
