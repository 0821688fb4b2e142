import Locking

/// How long the steps of a run took, for `--timings`.
final class Timings: Sendable {
  enum Step: String, CaseIterable, Sendable {
    case load, read, decode, compare, render, write
  }

  private struct State {
    var durations: [Step: Duration] = [:]
    var lastAnswer: ContinuousClock.Instant?
  }

  private let start = ContinuousClock.now
  private let state = Locked(State())

  func add(_ duration: Duration, to step: Step) {
    state.withLock { $0.durations[step, default: .zero] += duration }
  }

  func measure<Value>(_ step: Step, _ body: () async -> Value) async -> Value {
    let start = ContinuousClock.now
    let value = await body()
    add(start.duration(to: .now), to: step)
    return value
  }

  /// Takes note of an answer that has come and was decoded.
  func takeAnswer(decodedIn duration: Duration) {
    add(duration, to: .decode)
    state.withLock { $0.lastAnswer = .now }
  }

  /// Makes a plan. Up to the last answer it reads, from there on it compares.
  func measurePlanning<Value>(_ body: () async -> Value) async -> Value {
    let start = ContinuousClock.now
    let value = await body()
    let lastAnswer = max(start, state.withLock(\.lastAnswer) ?? start)
    add(start.duration(to: lastAnswer), to: .read)
    add(lastAnswer.duration(to: .now), to: .compare)
    return value
  }

  /// One line, in milliseconds.
  var text: String {
    let durations = state.withLock(\.durations)
    let steps = Step.allCases.map { "\($0.rawValue) \(Self.milliseconds(durations[$0] ?? .zero))" }
    return "timings in ms: \(steps.joined(separator: ", ")), all \(Self.milliseconds(start.duration(to: .now)))\n"
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let tenths = Int((duration / .microseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
