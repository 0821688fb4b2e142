import Locking

/// Shows the progress of a step: a bar on a terminal, a line every few seconds elsewhere.
final class ProgressMeter: Sendable {
  private struct State {
    var done = 0
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let verb: String
  private let total: Int
  private let sink: (any TextSink)?
  /// Whether the bar is drawn over itself, which takes a terminal that knows escape sequences.
  private let redraws: Bool
  private let interval: Duration
  private let state = Locked(State(lastShown: .now))

  /// - Parameters:
  ///   - verb: What is done to the tokens, such as `Reading`.
  ///   - sink: Nil shows nothing.
  ///   - isDumb: Whether the terminal knows no escape sequences; it gets lines, as a file does.
  ///   - interval: The least time between two of them; nil is what suits the sink.
  init(_ verb: String, total: Int, on sink: (any TextSink)?, isDumb: Bool = false, interval: Duration? = nil) {
    self.verb = verb
    self.total = total
    self.sink = sink
    redraws = sink.map { $0.isTerminal && !isDumb } ?? false
    self.interval = interval ?? (redraws ? .milliseconds(100) : .seconds(10))
  }

  func advance(by count: Int = 1) {
    guard let sink else { return }
    state.withLock { state in
      state.done += count
      guard state.lastShown.duration(to: .now) >= interval else { return }
      state.lastShown = .now
      state.isShown = true
      sink.post(redraws ? Self.bar(verb, state.done, of: total) : "\(verb): \(state.done) of \(total) tokens\n")
    }
  }

  /// Takes the bar off the terminal.
  func finish() {
    guard let sink, redraws else { return }
    if state.withLock({ $0.isShown }) { sink.post("\r\u{1B}[K") }
  }

  static func bar(_ verb: String, _ done: Int, of total: Int) -> String {
    let width = 30
    let filled = total == 0 ? width : min(width, width * done / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    // A terminal that is too narrow cuts the line off: wrapped, it could not be drawn over.
    return "\r\u{1B}[K\u{1B}[?7l\(verb) \(bar) \(done) of \(total) tokens\u{1B}[?7h"
  }
}
