import AccessReport
import TokenModel

/// What of a report the page shows: tokens down, modules across, bounded so that a browser can still show it.
struct AccessReportMatrix {
  static let maximumColumns = 200
  /// As many as a browser on a small machine parses within two seconds.
  static let maximumCells = 300_000
  /// Tokens per table. Only the first table is laid out before a reader opens another.
  static let rowsPerTable = 250

  /// The modules that have a column; those with the most holders where there is no room for all.
  let columns: [AccessReport.NamedModule]
  /// The places of the tokens that have a row, in their order; those with findings where there is no room for all.
  let rows: [Int]
  /// Modules without a column.
  let columnsLeftOut: Int
  /// Tokens without a row.
  let rowsLeftOut: Int
  /// The files that name tokens, sorted.
  let files: [String]
  private let columnByID: [ModuleID: Int]
  private let fileIndexes: [String: Int]

  init(_ report: AccessReport) {
    let widest = report.modules.count > Self.maximumColumns
    columns =
      widest
      ? report.modules.sorted { ($0.holders, $1.id) > ($1.holders, $0.id) }.prefix(Self.maximumColumns)
        .sorted { $0.id < $1.id } : report.modules
    columnsLeftOut = report.modules.count - columns.count
    let room = Self.maximumCells / max(1, columns.count)
    rows = report.tokens.count > room ? report.order.prefix(room).sorted() : Array(report.tokens.indices)
    rowsLeftOut = report.tokens.count - rows.count
    files = Set(report.tokens.compactMap(\.position?.file)).sorted()
    columnByID = Dictionary(columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    fileIndexes = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The column of a module; nil if it has none.
  func column(of id: ModuleID) -> Int? { columnByID[id] }

  /// The place of a file among ``files``.
  func index(of file: String) -> Int? { fileIndexes[file] }
}
