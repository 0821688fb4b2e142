import TokenModel

/// The program: finds the command and runs it.
package enum Tokenform {
  package static let version = "0.1.0"

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
      world.standardError.post(Help.overview)
      return .failed
    }
    switch first {
    case "--help", "-h", "help":
      return await world.exitCode(help(for: world.arguments.dropFirst().first, in: world))
    case "--version":
      world.standardOutput.post("tokenform \(version)\n")
      return await world.exitCode(.done)
    default: break
    }
    guard let name = CommandName(rawValue: first) else {
      return usageFault([unknown(first)], see: "tokenform --help", in: world)
    }
    let command = Command.named(name)
    do throws(Arguments.Faults) {
      let arguments = try Arguments(Array(world.arguments.dropFirst()), of: command)
      if arguments.has(.help) {
        world.standardOutput.post(Help.text(for: command))
        return await world.exitCode(.done)
      }
      let pipeline = Pipeline(arguments: arguments, settings: try Settings(arguments, of: name), world: world)
      return await pipeline.run(name)
    } catch {
      return usageFault(error.sentences, see: "tokenform \(name.rawValue) --help", in: world)
    }
  }

  private static func help(for command: String?, in world: World) -> ExitCode {
    guard let command else {
      world.standardOutput.post(Help.overview)
      return .done
    }
    guard let name = CommandName(rawValue: command) else {
      return usageFault([unknown(command)], see: "tokenform --help", in: world)
    }
    world.standardOutput.post(Help.text(for: Command.named(name)))
    return .done
  }

  private static func unknown(_ word: String) -> String {
    if word.hasPrefix("-") { return Arguments.unknown(word, among: [.help, .version]) }
    let near =
      Spelling.nearest(to: word, among: CommandName.allCases.map(\.rawValue)).map { "; did you mean \($0)?" } ?? ""
    return "unknown command \(word)\(near)"
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
