import TokenModel

/// Everything outside the program that a command touches, so that a test can hand in its own.
package struct World: Sendable {
  /// Without the program's own name.
  package var arguments: [String]
  /// The first argument that is not UTF-8, with its invalid bytes as escapes; nil if all are. The program takes none
  /// of them then: repaired, the name of one file would be that of another.
  package var malformedArgument: String?
  /// The environment variables.
  package var environment: [String: String]
  /// Takes results.
  package var standardOutput: any TextSink
  /// Takes progress and diagnostics.
  package var standardError: any TextSink
  /// Whether standard input is a terminal, so that a person can be asked.
  package var canAsk: Bool
  /// Reads a line from standard input without its end; nil at its end. Blocks, and is called off the cooperative pool.
  package var readLine: @Sendable () -> String?
  /// Drops what was typed on standard input and not read yet.
  package var dropTyped: @Sendable () -> Void
  /// Reads a file, or standard input for `-`, up to a limit of bytes. Blocks. Throws a sentence for the user.
  package var readFile: @Sendable (_ path: String, _ limit: Int) throws(ReadFault) -> [UInt8]

  /// The time: RFC 3339 in UTC.
  package var now: @Sendable () -> String

  /// Why a file could not be read.
  package struct ReadFault: Error {
    /// The end of a sentence, such as `no such file or directory`.
    package let reason: String

    /// Takes the end of a sentence.
    package init(reason: String) {
      self.reason = reason
    }
  }

  /// Collects what a run touches outside the program.
  package init(
    arguments: [String], environment: [String: String], standardOutput: any TextSink, standardError: any TextSink,
    canAsk: Bool, readLine: @escaping @Sendable () -> String?,
    dropTyped: @escaping @Sendable () -> Void = {},
    readFile: @escaping @Sendable (_ path: String, _ limit: Int) throws(ReadFault) -> [UInt8],
    now: @escaping @Sendable () -> String
  ) {
    self.arguments = arguments
    self.environment = environment
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.canAsk = canAsk
    self.readLine = readLine
    self.dropTyped = dropTyped
    self.readFile = readFile
    self.now = now
  }
}

extension World {
  /// The day in UTC; nil if ``now`` is no time.
  var today: CalendarDate? { CalendarDate(now().prefix(10)) }

  /// Whether the terminal knows no escape sequences.
  var isDumb: Bool { environment["TERM"] == "dumb" }
}

/// A stream that text goes to, in order.
package protocol TextSink: Sendable {
  var isTerminal: Bool { get }
  /// The columns of the terminal; nil if it is none, or does not say.
  var columns: Int? { get }
  /// Hands text over, as UTF-8, and returns at once.
  func post(_ bytes: [UInt8])
  /// Returns when all that was handed over is written; nil, or why it could not be. In a cancelled task it returns
  /// within seconds.
  func flush() async -> WriteFault?
  /// Drops what is handed over from here on, and says so in ``flush()``.
  func abandon(because reason: WriteFault)
}

extension TextSink {
  /// Posts a text, as UTF-8, and returns at once.
  package func post(_ text: String) { post(Array(text.utf8)) }
}

/// Why a stream could not be written.
package enum WriteFault: Sendable, Equatable {
  /// The reader has closed the stream.
  case closed
  /// The reader has stopped reading, and the run had to end.
  case unread
  /// The run ended while its output was being made.
  case cutOff
  case failed(String)
}
