import PlanRendering
import Planning
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Command lines")
struct ArgumentTests {
  private func arguments(_ words: String...) throws -> Arguments { try Arguments(words, of: .named(.apply)) }

  private func faults(_ words: [String]) -> [String] {
    do throws(Arguments.Faults) {
      _ = try Settings(try Arguments(words, of: .named(.apply)), of: .apply)
      return []
    } catch {
      return error.sentences
    }
  }

  @Test func aValueStandsBehindAnEqualsSignOrIsTheNextWord() throws {
    for words in [["--endpoint=https://a.test/?x=1"], ["--endpoint", "https://a.test/?x=1"]] {
      #expect(try Arguments(words, of: .named(.plan)).value(of: .endpoint) == "https://a.test/?x=1")
    }
  }

  @Test func aFlagMayStandAmongThePathsAndHasAShortForm() throws {
    let arguments = try arguments("a.yaml", "-q", "b", "--auto-approve")
    #expect(arguments.operands == ["a.yaml", "b"])
    #expect(arguments.has(.quiet) && arguments.has(.autoApprove) && !arguments.has(.dryRun))
    #expect(try self.arguments("-h").has(.help))
  }

  @Test func afterTwoHyphensEverythingIsAPath() throws {
    let arguments = try arguments("--dry-run", "--", "--auto-approve", "-x")
    #expect(arguments.operands == ["--auto-approve", "-x"])
    #expect(arguments.has(.dryRun) && !arguments.has(.autoApprove))
  }

  @Test func aRepeatableOptionKeepsEveryValue() throws {
    let settings = try Settings(try arguments("--target", "TKN-0000-0001", "--target=TKN-0000-0002"), of: .plan)
    #expect(settings.selection == TokenSelection(targets: ["TKN-0000-0001", "TKN-0000-0002"], excluded: []))
  }

  @Test func everyFaultOfACommandLineIsSaid() {
    let found = faults(["--formta", "json", "--dry-run=yes", "--format", "jsno", "--endpoint", "a", "--endpoint", "b"])
    #expect(found.count == 4, "\(found)")
    #expect(found[0].contains("--formta") && found[0].contains("--format?"))
    #expect(found[1].contains("--dry-run"))
    #expect(found[2].contains("jsno") && found[2].contains("json?"))
    #expect(found[3].contains("--endpoint") && found[3].contains("twice"))
  }

  @Test func everyFaultOfTheValuesIsSaid() {
    let found = faults([
      "--parallelism", "0", "--max-changes", "-1", "--max-grants", "ten", "--max-revocations=", "--target", "TKN-1",
      "--exclude", "ACC-0000-0001",
    ])
    #expect(found.count == 6, "\(found)")
    for word in ["parallelism", "max-changes", "max-grants", "max-revocations", "TKN-1", "ACC-0000-0001"] {
      #expect(found.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test func anOptionAtTheEndNeedsItsValue() {
    #expect(faults(["--target"]) == ["--target needs a value: ID"])
  }

  @Test func settingsHaveDefaults() throws {
    let settings = try Settings(try arguments(), of: .plan)
    #expect(settings.paths.isEmpty && settings.parallelism == 10 && settings.format == .text && !settings.isQuiet)
    #expect(settings.guards == GuardOptions())
  }

  @Test func eachGuardHasItsOption() throws {
    let settings = try Settings(
      try arguments(
        "--allow-protected", "--allow-self", "--allow-disabled", "--max-changes=1", "--max-grants=2",
        "--max-revocations=0", "--parallelism=256", "--format=json"),
      of: .plan)
    var guards = GuardOptions()
    guards.allowProtected = true
    guards.allowSelf = true
    guards.allowDisabled = true
    guards.maximumChanges = 1
    guards.maximumGrants = 2
    guards.maximumRevocations = 0
    #expect(settings.guards == guards && settings.parallelism == 256 && settings.format == .json)
  }
}
