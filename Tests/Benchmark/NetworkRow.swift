/// Runs of one kind over TLS and distance.
struct NetworkRow {
  let network: NetworkCase
  let title: String
  /// The ratio to the floor that is to be reached.
  let mark: Double
  var runs: [Measurement] = []
  /// The floor over HTTP/1.1 and over HTTP/2.
  var floors: [[Measurement]] = [[], []]

  init(_ network: NetworkCase, title: String, mark: Double) {
    (self.network, self.title, self.mark) = (network, title, mark)
  }

  private var wall: Double { runs.median(\.wall) }
  /// The lower of the two.
  private var floor: Double { floors.map { $0.median(\.wall) }.min() ?? 0 }
  private var ratio: Double { wall / floor }

  var isReached: Bool { ratio <= mark }

  static let head = """
    | round trip | tokens | parallelism | what | wall ms | floor ms, HTTP/1.1 | floor ms, HTTP/2 | ratio | at most |
    |--:|--:|--:|---|--:|--:|--:|--:|--:|

    """

  var line: String {
    let cells =
      [
        "\(network.roundTrip) ms", "\(network.tokens)", "\(network.parallelism)", title, tenths(wall),
      ] + floors.map { tenths($0.median(\.wall)) } + [
        hundredths(ratio) + (isReached ? "" : " (missed)"), hundredths(mark),
      ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }
}

/// A row's setting.
struct NetworkCase {
  /// In milliseconds.
  let roundTrip: Int
  let tokens: Int
  let parallelism: Int
}
