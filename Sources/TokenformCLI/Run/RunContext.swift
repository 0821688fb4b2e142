import MarketplaceAPI
import PlanRendering
import Planning
import TokenModel

/// What one run works with, made once: the world, its console, mask, events, deadline and connection.
struct RunContext: Sendable {
  let world: World
  let console: Console
  let deadline: Deadline
  /// Nil if something about it is missing or wrong; ``faults`` says what.
  let connection: Connection?
  /// Nil if no events are asked for, or their file cannot be written.
  let events: EventLog?
  /// What is wrong with the connection and the file of events.
  let faults: [Diagnostic]
  private let isQuiet: Bool

  /// Hides the credential of the run from every output.
  var mask: SecretMask { console.mask }

  /// For a run that needs no platform: the credential of the environment is masked, and not used.
  init(_ world: World, console: ConsoleOptions, format: OutputFormat = .text, annotates: Bool = false) {
    self.init(
      world, console, format, annotates: annotates, deadline: Deadline(),
      ConnectionSettings(connection: nil, credential: world.credential, faults: []), events: nil)
  }

  private init(
    _ world: World, _ console: ConsoleOptions, _ format: OutputFormat, annotates: Bool, deadline: Deadline,
    _ settings: ConnectionSettings, events path: String?, conflicts: [Diagnostic] = []
  ) {
    let mask = SecretMask(credential: settings.credential)
    var faults = settings.faults + conflicts
    var events: EventLog?
    if let path, conflicts.isEmpty {
      do throws(Diagnostic) {
        events = try EventLog(appendingTo: path, mask: mask)
      } catch {
        faults.append(error)
      }
    }
    self.world = world
    self.deadline = deadline
    self.events = events
    self.faults = faults
    self.console = Console(
      world, format: format, mask: mask, noColor: console.hasNoColor, linkBase: console.linkBase, annotates: annotates)
    connection = settings.connection
    isQuiet = console.isQuiet
  }

  /// For a run against the platform: finds the endpoint and the credential, and opens the file of events. Connects
  /// nothing yet.
  ///
  /// - Parameter files: The files that the run writes and reads; one that is both is a fault.
  static func connect(
    in world: World, _ options: ConnectionOptions, console: ConsoleOptions, format: OutputFormat = .text,
    annotates: Bool = false, events: String? = nil, files: OutputFiles = OutputFiles(), deadline: Deadline
  ) async -> RunContext {
    var files = files
    files.inputs += ["SSL_CERT_FILE", "SSL_CERT_DIR"].compactMap(world.setting)
    let conflicts = await runBlocking { [files] in files.conflicts() }
    // A credential may come through a pipe whose other end is slow.
    let settings = await runCancellable { ConnectionSettings.find(options, in: world) }
    return RunContext(
      world, console, format, annotates: annotates, deadline: deadline,
      settings
        ?? ConnectionSettings(
          connection: nil, credential: world.credential, faults: [deadline.ending(.interrupted)]),
      events: events, conflicts: conflicts)
  }

  /// Prints a sentence about what the run waits for, unless it is quiet.
  func announce(_ sentence: String) {
    if !isQuiet { world.standardError.post("\(sentence)\n") }
  }

  /// Shows the progress of a step, unless the run is quiet.
  func meter(_ verb: String, total: Int) -> ProgressMeter {
    ProgressMeter(verb, total: total, on: isQuiet ? nil : world.standardError, isDumb: world.isDumb)
  }
}

extension Deadline {
  /// The diagnostic for a failure that ended the run.
  func ending(_ failure: CallError) -> Diagnostic {
    failure.kind == .interrupted && hasPassed ? .deadlinePassed : .ending(failure)
  }
}

extension Diagnostic {
  static let deadlinePassed = Diagnostic(
    .error, .deadlinePassed, "the deadline (\(OptionNames.commandLine[.deadline])) has passed",
    help: "nothing was written; run again")
}
