import CommandLineKit
import TokenModel

/// The program: finds the command and runs it.
package enum Tokenform {
  /// The version that the program prints and that saved plans state.
  package static let version = ProgramVersion.number

  /// Runs one command line. Everything is written when it returns. Cancelling the task ends the run in good order.
  package static func run(in world: World) async -> ExitCode {
    let code = await dispatch(in: world)
    _ = await world.standardOutput.flush()
    _ = await world.standardError.flush()
    return code
  }

  private static func dispatch(in world: World) async -> ExitCode {
    if let malformed = world.malformedArgument {
      return usageFault(["the argument \"\(malformed)\" is not valid UTF-8"], see: "tokenform --help", in: world)
    }
    guard let first = world.arguments.first else {
      world.standardError.post(Overview.text)
      return .failed
    }
    switch first {
    case "--help", "-h", "help": return await help(for: world.arguments.dropFirst().first, in: world)
    case "--version":
      world.standardOutput.post(ProgramVersion.text(for: Commands.program.name))
      return await world.exitCode(.done)
    default: break
    }
    guard let command = Commands.named(first) else {
      return usageFault([unknown(first)], see: "tokenform --help", in: world)
    }
    return await run(command, in: world)
  }

  private static func run(_ type: (some Command).Type, in world: World) async -> ExitCode {
    do throws(UsageError) {
      guard let command = try type.parse(Array(world.arguments.dropFirst())) else {
        return await help(for: type.name, in: world)
      }
      return await command.run(in: world)
    } catch {
      return usageFault(error.sentences, see: "tokenform \(type.name) --help", in: world)
    }
  }

  private static func help(for word: String?, in world: World) async -> ExitCode {
    if let word {
      guard let command = Commands.named(word) else {
        return usageFault([unknown(word)], see: "tokenform --help", in: world)
      }
      world.standardOutput.post(HelpText.text(for: command.info, of: Commands.program.name))
    } else {
      world.standardOutput.post(Overview.text)
    }
    return await world.exitCode(.done)
  }

  private static func unknown(_ word: String) -> String {
    word.hasPrefix("-")
      ? "unknown option \(word)" + suggestion(for: word, among: ["--help", "--version"])
      : "unknown command \(word)" + suggestion(for: word, among: Commands.all.map { $0.name })
  }

  private static func usageFault(_ sentences: [String], see: String, in world: World) -> ExitCode {
    let mask = SecretMask(credential: world.credential)
    let lines = sentences.map { "tokenform: \(mask.masking($0).withVisibleControls)\n" }.joined()
    world.standardError.post(lines + "See `\(see)`.\n")
    return .failed
  }
}

extension String {
  /// What a terminal would act on, and what would end the line, shown as an escape.
  fileprivate var withVisibleControls: String {
    unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }.joined()
  }
}
