import CommandLineKit
import FoundationEssentials
import TestSupport
import Testing
import TokenModel

@testable import TokenformCLI

@Suite("Options in advice")
struct RunOptionTests {
  @Test(arguments: RunOption.allCases)
  func `an option that advice names is one that a command takes`(_ option: RunOption) {
    let names = Commands.program.commands.flatMap { $0.options.map(\.name) }
    #expect(names.contains(option.name))
    #expect(OptionNames.commandLine[option] == "--" + option.name)
  }

  @Test(arguments: ["TokenModel", "Planning", "PlanDocument", "AccessReport", "PlanRendering", "MarketplaceAPI"])
  func `no module below the command line spells an option`(_ module: String) throws {
    let folder = Repository.root.appending(path: "Sources/" + module).path
    let names = Set(Commands.program.commands.flatMap { $0.options.map { "--" + $0.name } })
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        let words = line.split { !$0.isLetter && $0 != "-" }.map(String.init)
        #expect(names.isDisjoint(with: words), "\(file): \(line)")
      }
    }
  }
}
