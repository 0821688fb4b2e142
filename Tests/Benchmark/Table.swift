import FoundationEssentials
import Glibc

/// Runs of one kind.
struct Row {
  let tokens: Int
  /// In milliseconds.
  let latency: Int
  let title: String
  var runs: [Measurement] = []
  var floor: [Measurement] = []
  /// Of each run; they should be all the same.
  var requests: [Int] = []

  init(tokens: Int, latency: Int, title: String) {
    self.tokens = tokens
    self.latency = latency
    self.title = title
  }

  mutating func take(_ run: Measurement, requests: Int) {
    runs.append(run)
    self.requests.append(requests)
  }

  var figures: Figures {
    let wall = runs.median(\.wall)
    let floor = self.floor.isEmpty ? nil : self.floor.median(\.wall)
    return Figures(
      tokens: tokens, latencyMs: latency, what: title, wallMs: wall, floorMs: floor, ratio: floor.map { wall / $0 },
      cpuMs: runs.median(\.cpu), floorCpuMs: self.floor.isEmpty ? nil : self.floor.median(\.cpu),
      memoryMib: runs.median(\.memory), floorMemoryMib: self.floor.isEmpty ? nil : self.floor.median(\.memory),
      requests: requests.max() ?? 0)
  }
}

/// A row's medians, as `--json` writes them.
struct Figures: Encodable {
  let tokens: Int
  let latencyMs: Int
  let what: String
  let wallMs: Double
  let floorMs: Double?
  let ratio: Double?
  let cpuMs: Double
  let floorCpuMs: Double?
  let memoryMib: Double
  let floorMemoryMib: Double?
  let requests: Int

  fileprivate var line: String {
    let cells = [
      "\(tokens)", "\(latencyMs) ms", what, tenths(wallMs), floorMs.map(tenths) ?? "–", ratio.map(hundredths) ?? "–",
      tenths(cpuMs), floorCpuMs.map(tenths) ?? "–", tenths(memoryMib), floorMemoryMib.map(tenths) ?? "–",
      "\(requests)",
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }
}

func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
func hundredths(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }

struct Table {
  private let runs: Int
  private var figures: [Figures] = []
  private var notes: [String] = []

  init(runs: Int) {
    self.runs = runs
  }

  /// Takes rows, and says on standard error how far the benchmark is.
  mutating func add(_ rows: [Row]) {
    for row in rows {
      figures.append(row.figures)
      let line = Array(row.figures.line.utf8)
      _ = write(STDERR_FILENO, line, line.count)
    }
  }

  mutating func note(_ sentence: String) {
    notes.append(sentence)
  }

  var text: String {
    """
    | tokens | latency | what | wall ms | floor ms | ratio | CPU ms | floor CPU ms | memory MiB | floor MiB | requests |
    |--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|

    """ + figures.map(\.line).joined() + "\nMedians of \(runs) runs after a warm-up. \(notes.joined(separator: " "))\n"
      + Marks(figures).text
  }

  func writeJSON(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(figures).write(to: URL(filePath: path))
  }
}

enum Machine {
  static var description: String {
    let lines = (try? TextFile.read("/proc/cpuinfo"))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ": ").last ?? "processor unknown"
    return "on a machine with \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores (\(model))"
  }
}
