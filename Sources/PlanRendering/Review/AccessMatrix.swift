import PlanDocument
import Planning
import TokenModel

/// What a change does to a token's access to one module.
enum AccessCell {
  case none
  /// As it is, but for an end that may have moved.
  case kept(end: EndChange?)
  case granted(buyers: Int)
  case revoked
  case refiltered(direction: String)

  var isChange: Bool {
    switch self {
    case .none, .kept: false
    case .granted, .revoked, .refiltered: true
    }
  }
}

/// Tokens down, modules across, bounded so that a browser can still show it.
struct AccessMatrix {
  struct Column {
    let id: ModuleID
    var name: VerbatimText?
    /// What came through, or, where nothing was tried, what is asked.
    var grants = 0
    var revocations = 0
    var refiltered = 0

    /// Whether some token's access to the module was to change.
    var isChanged = false
  }

  /// Beyond so many modules, those that are kept everywhere are only counted.
  static let maximumWithKept = 40
  static let maximumColumns = 200
  static let maximumRows = 1_000
  static let maximumCells = 60_000
  /// As many columns as a printed page has room for.
  static let maximumBlock = 60
  /// Beyond so many columns, a printed cell has a sign and no words.
  static let maximumWords = 12

  /// Modules that some token's access changes in come first.
  let columns: [Column]
  /// The places of the rows among the changes of the plan, in the order in which they are shown.
  let rows: [Int]
  /// The places of the changes that leave access as it is: they have no row.
  let unchanged: [Int]
  /// Whether modules that a token keeps have no column, and are counted.
  let countsOthers: Bool
  /// Changed modules without a column.
  let columnsLeftOut: Int
  let rowsLeftOut: Int
  private let indices: [ModuleID: Int]

  /// - Parameters:
  ///   - order: The places of the changes in the order in which they are shown.
  ///   - report: How they ended; nil if nothing was tried.
  init(_ changes: [TokenChange], order: [Int], report: ReportFigures? = nil) {
    // Where there is no room for all of them, those stay whose modules change.
    let changing = order.filter { changes[$0].modules != nil || changes[$0].extensions != nil }
    unchanged = order.filter { changes[$0].modules == nil && changes[$0].extensions == nil }
    let byAccess =
      changing.count <= Self.maximumRows
      ? changing : changing.filter { changes[$0].modules != nil } + changing.filter { changes[$0].modules == nil }
    let candidates = byAccess.prefix(Self.maximumRows)
    let all = Self.columns(of: candidates.lazy.map { changes[$0] }, report)
    let changed = all.filter(\.isChanged)
    countsOthers = all.count > Self.maximumWithKept
    columns = Array((countsOthers ? changed : changed + all.filter { !$0.isChanged }).prefix(Self.maximumColumns))
    columnsLeftOut = countsOthers ? changed.count - columns.count : 0
    let shown = Set(candidates.prefix(Self.maximumCells / max(1, columns.count)))
    rows = changing.filter(shown.contains)
    rowsLeftOut = changing.count - rows.count
    indices = Dictionary(columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func columns(of changes: some Sequence<TokenChange>, _ report: ReportFigures?) -> [Column] {
    var columns: [ModuleID: Column] = [:]
    for change in changes {
      guard let modules = change.modules else { continue }
      let outcomes = report?.outcomes(of: change)
      func note(_ id: ModuleID, _ name: VerbatimText?, _ count: (inout Column) -> Void) {
        count(&columns[id, default: Column(id: id, name: name)])
        if let name, columns[id]?.name == nil { columns[id]?.name = name }
      }
      func count(_ id: ModuleID, _ name: VerbatimText?, _ number: WritableKeyPath<Column, Int>) {
        note(id, name) { column in
          column.isChanged = true
          if outcomes?[id].isDone ?? true { column[keyPath: number] += 1 }
        }
      }
      for module in modules.granted { count(module.id, module.name, \.grants) }
      for module in modules.revoked { count(module.id, module.name, \.revocations) }
      for module in modules.refiltered { count(module.id, module.name, \.refiltered) }
      for module in modules.kept { note(module.id, module.name) { _ in } }
    }
    return columns.values.sorted { $0.id < $1.id }
  }

  /// One cell for each column, and how many kept modules have none.
  func cells(of modules: ModulesChange) -> (cells: [AccessCell], othersKept: Int) {
    var cells = [AccessCell](repeating: .none, count: columns.count)
    var others = 0
    for module in modules.kept {
      if let index = indices[module.id] { cells[index] = .kept(end: module.source?.endChange) } else { others += 1 }
    }
    func set(_ id: ModuleID, _ cell: AccessCell) {
      if let index = indices[id] { cells[index] = cell }
    }
    for module in modules.granted { set(module.id, .granted(buyers: module.filters.buyers.count)) }
    for module in modules.revoked { set(module.id, .revoked) }
    for module in modules.refiltered { set(module.id, .refiltered(direction: module.direction)) }
    return (cells, others)
  }
}
