import Planning
import TokenModel

/// What the differences between two lists of modules are called.
struct ModuleWords {
  let granted: String
  let revoked: String
  let refiltered: String
  /// How many stay is said of a change only.
  let saysKept: Bool

  static let change = ModuleWords(granted: "grant", revoked: "revoke", refiltered: "filter", saysKept: true)
  /// Between two trees of files, where nothing is known of what a token holds.
  static let difference = ModuleWords(granted: "added", revoked: "removed", refiltered: "filter", saysKept: true)
  static let mismatch = ModuleWords(
    granted: "stored, not planned", revoked: "planned, not stored", refiltered: "filters differ", saysKept: false)
}

extension TextPage {
  /// A list of modules as grants, revocations and changed filters: sets by id, never positions.
  ///
  /// - Parameters:
  ///   - saysCauses: Whether it is said why each differs.
  ///   - hasHeading: Whether it is said that these are modules.
  ///   - keptByToken: How many each of several tokens keeps, if the numbers differ.
  mutating func writeModules(
    _ change: ModulesChange, as words: ModuleWords, indent: Int, saysCauses: Bool = false,
    hasHeading: Bool = true, keptByToken: [Int]? = nil
  ) {
    if hasHeading { line("modules", indent: indent) }
    let table = ModuleTable(change, words: words, untrusted: untrusted)
    for (module, cell) in zip(change.granted, table.granted) {
      let buyers = module.filters.buyers
      writeModule(
        .added, words.granted, table.row(cell), note: scope(of: buyers), indent: indent + 2,
        word: saysCauses ? change.causeWords(of: module.id) : nil)
      if scope(of: buyers) == nil { writeBuyers(buyers, lead: "only ", indent: indent + 6) }
      writeSource(module.source, indent: indent + 6)
    }
    for (module, cell) in zip(change.revoked, table.revoked) {
      let count = module.filters.buyers.count
      let note = count == 0 ? nil : "was limited to \(counted(count, "buyer"))"
      writeModule(
        .removed, words.revoked, table.row(cell), note: note, indent: indent + 2,
        word: saysCauses ? change.causeWords(of: module.id) : nil)
      writeSource(module.source, indent: indent + 6)
    }
    for (filter, cell) in zip(change.refiltered, table.refiltered) {
      writeModule(
        .changed, words.refiltered, table.row(cell), note: filter.note, indent: indent + 2,
        word: saysCauses ? change.causeWords(of: filter.id) : nil)
      writeFilters(filter, indent: indent + 6)
      writeSource(filter.source, indent: indent + 6)
    }
    if let least = keptByToken?.min(), let most = keptByToken?.max() {
      line("\(least == most ? "\(most)" : "\(least) to \(most)") kept, depending on the token", indent: indent + 2)
    } else if words.saysKept {
      writeKept(change, indent: indent + 2)
    }
  }

  /// Where a module comes from, on one line if there is room.
  private mutating func writeSource(_ source: ModuleSource?, indent: Int) {
    guard let note = SourceNote(source) else { return }
    let untrusted = untrusted
    let parts = note.parts(untrusted.word, place: untrusted.place) {
      untrusted.quoted($0, columns: TextStyle.pageColumns - indent - "reason ".count)
    }
    let whole = parts.joined(separator: ", ")
    for row in indent + whole.displayWidth <= style.columns ? [whole] : parts { line(row, indent: indent) }
  }

  private mutating func writeModule(
    _ sign: Sign, _ verb: String, _ row: ModuleTable.Row, note: String?, indent: Int, word: String?
  ) {
    let mark = style.paint("\(sign.rawValue) \(verb.padded(to: row.verbColumns))", sign.paint)
    let lead = 2 + row.verbColumns + 2
    let plain = lead + row.plain.displayWidth
    guard let note else { return line("\(mark)  \(row.plain)", plainColumns: plain, indent: indent, word: word) }
    let columns = lead + max(row.columns, row.plain.displayWidth) + 2 + note.displayWidth
    if indent + columns <= style.columns {
      line("\(mark)  \(row.plain.padded(to: row.columns))  \(note)", plainColumns: columns, indent: indent, word: word)
    } else {
      line("\(mark)  \(row.plain)", plainColumns: plain, indent: indent, word: word)
      line(note, indent: indent + 4)
    }
  }

  /// The scope of a granted module, if that is said beside it; nil if it takes rows of its own.
  private func scope(of buyers: [BuyerID]) -> String? {
    switch buyers.count {
    case 0: "unfiltered (all buyers)"
    case 1...2: "only " + buyers.map { untrusted.word($0.rawValue) }.joined(separator: ", ")
    default: nil
    }
  }

  private mutating func writeFilters(_ filter: FilterChange, indent: Int) {
    if filter.after.isEmpty {
      line("now unfiltered: all buyers", indent: indent)
      writeBuyers(filter.before.buyers, lead: "was only ", indent: indent)
    } else if filter.before.isEmpty {
      writeBuyers(filter.after.buyers, lead: "now only ", indent: indent)
      line("was unfiltered: all buyers", indent: indent)
    } else {
      let added = filter.added
      let removed = filter.removed
      if !added.isEmpty { writeBuyers(added, lead: "+ ", indent: indent, paint: .green) }
      if !removed.isEmpty { writeBuyers(removed, lead: "- ", indent: indent, paint: .red) }
    }
  }

  private mutating func writeBuyers(
    _ buyers: [BuyerID], lead: String, indent: Int, paint: TextStyle.Paint? = nil
  ) {
    let untrusted = untrusted
    let names = buyers.lazy.map { untrusted.word($0.rawValue) }
    list(names, of: buyers.count, lead: lead, indent: indent, more: "buyer", paint: paint)
  }

  private mutating func writeKept(_ change: ModulesChange, indent: Int) {
    let kept = change.kept
    guard !kept.isEmpty else {
      return line(change.refiltered.isEmpty ? "0 kept" : "0 others kept", indent: indent)
    }
    let untrusted = untrusted
    let names = kept.lazy.map { module in
      let name = module.name.map { " " + untrusted.quoted($0.string, columns: 40) } ?? ""
      let end = module.source?.endChange.map { " (end \($0.verb))" } ?? ""
      return untrusted.word(module.id.rawValue) + name + end
    }
    list(names, of: kept.count, lead: "\(kept.count) kept: ", indent: indent, maximumRows: 2, more: "module")
  }
}

extension FilterChange {
  /// The direction, and how many buyers stay if the filter stays one.
  fileprivate var note: String {
    guard !before.isEmpty, !after.isEmpty else { return direction }
    return "\(direction), \(counted(after.buyers.count - added.count, "buyer")) kept"
  }

  var direction: String {
    switch (isLoosened, isTightened) {
    case (true, true): "loosened and tightened"
    case (true, false): "loosened"
    default: "tightened"
    }
  }
}

/// The columns that the rows of one token's modules share.
struct ModuleTable {
  struct Row {
    /// Id and name.
    let plain: String
    let columns: Int
    let verbColumns: Int
  }

  /// Names beyond this do not push the others' notes to the right.
  private static let maximumNameWidth = 28

  /// What is shown of a module: made once, for the width of the columns and for the row.
  struct Cell {
    let id: String
    let name: String?
  }

  /// In the order of the change's lists.
  let granted: [Cell]
  let revoked: [Cell]
  let refiltered: [Cell]
  private let verbColumns: Int
  private var idColumns = 0
  private var nameColumns = 0

  init(_ change: ModulesChange, words: ModuleWords, untrusted: UntrustedText) {
    func cell(_ id: ModuleID, _ name: VerbatimText?) -> Cell {
      Cell(id: untrusted.word(id.rawValue), name: name.map { untrusted.quoted($0.string, columns: 48) })
    }
    verbColumns = max(words.granted.count, words.revoked.count, words.refiltered.count)
    granted = change.granted.map { cell($0.id, $0.name) }
    revoked = change.revoked.map { cell($0.id, $0.name) }
    refiltered = change.refiltered.map { cell($0.id, $0.name) }
    for cells in [granted, revoked, refiltered] { for cell in cells { makeRoom(for: cell) } }
  }

  private mutating func makeRoom(for cell: Cell) {
    idColumns = max(idColumns, cell.id.displayWidth)
    if let width = cell.name?.displayWidth, width <= Self.maximumNameWidth { nameColumns = max(nameColumns, width) }
  }

  func row(_ cell: Cell) -> Row {
    let plain = cell.name.map { cell.id.padded(to: idColumns) + "  " + $0 } ?? cell.id
    return Row(
      plain: plain, columns: nameColumns == 0 ? idColumns : idColumns + 2 + nameColumns, verbColumns: verbColumns)
  }
}
