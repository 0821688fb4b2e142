import TokenModel

/// How one text of many lines becomes another, line by line.
struct LineDifference {
  enum Row: Equatable {
    case kept(String)
    case removed(String)
    case added(String)
    /// Lines that both texts hold and that are not shown.
    case skipped(Int)
  }

  /// Up to this many differing lines are compared one by one; beyond it they are replaced as a block.
  private static let maximumCompared = 1_000
  private static let context = 2

  let rows: [Row]

  /// Compares two texts. A line's end is part of it, and shown where only one of the texts ends with it.
  ///
  /// - Parameter skipsUnchanged: Whether lines far from every change are only counted.
  init(from old: String, to new: String, skipsUnchanged: Bool = true) {
    let oldLines = Self.lines(of: old)
    let newLines = Self.lines(of: new)
    let head = zip(oldLines, newLines).prefix { $0 == $1 }.count
    let shortest = min(oldLines.count, newLines.count) - head
    let tail = zip(oldLines.reversed(), newLines.reversed()).prefix(shortest).prefix { $0 == $1 }.count

    let ends = [oldLines.last, newLines.last].compactMap { $0?.isEnded }
    let showsEnd = ends == [true, false] || ends == [false, true]
    var all: [Row] = oldLines[..<head].map { .kept($0.text(withEnd: false)) }
    all += Self.compare(
      oldLines[head..<(oldLines.count - tail)], newLines[head..<(newLines.count - tail)],
      shown: { line, isLast in line.text(withEnd: showsEnd && isLast) })
    all += oldLines[(oldLines.count - tail)...].map { .kept($0.text(withEnd: false)) }
    rows = skipsUnchanged ? Self.skippingUnchanged(all) : all
  }

  private struct Line: Hashable {
    let content: VerbatimText
    let isEnded: Bool

    func text(withEnd: Bool) -> String { withEnd && isEnded ? content.string + "\n" : content.string }
  }

  private static func lines(of text: String) -> [Line] {
    guard !text.utf8.isEmpty else { return [] }
    let feed = UInt8(ascii: "\n")
    var pieces = text.utf8.split(separator: feed, omittingEmptySubsequences: false)
    let isEnded = text.utf8.last == feed
    if isEnded { pieces.removeLast() }
    return pieces.enumerated().map { index, piece in
      Line(content: VerbatimText(String(Substring(piece))), isEnded: isEnded || index < pieces.count - 1)
    }
  }

  private static func compare(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>, shown: (Line, _ isLast: Bool) -> String
  ) -> [Row] {
    let old = Array(old)
    let new = Array(new)
    var removed = Set(old.indices)
    var added = Set(new.indices)
    if old.count + new.count <= maximumCompared {
      removed = []
      added = []
      for step in new.difference(from: old) {
        switch step {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): added.insert(offset)
        }
      }
    }
    var rows: [Row] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        rows.append(.removed(shown(old[left], left == old.count - 1)))
        left += 1
      } else if right < new.count, added.contains(right) {
        rows.append(.added(shown(new[right], right == new.count - 1)))
        right += 1
      } else {
        rows.append(.kept(shown(old[left], false)))
        left += 1
        right += 1
      }
    }
    return rows
  }

  /// Leaves out kept lines that are not near a change, if there is more than one of them.
  private static func skippingUnchanged(_ rows: [Row]) -> [Row] {
    var result: [Row] = []
    var index = 0
    while index < rows.count {
      let end = rows[index...].firstIndex { !$0.isKept } ?? rows.count
      let before = index == 0 ? 0 : context
      let after = end == rows.count ? 0 : context
      if end - index > before + after + 1 {
        result += rows[index..<(index + before)]
        result.append(.skipped(end - index - before - after))
        result += rows[(end - after)..<end]
      } else {
        result += rows[index..<end]
      }
      index = end
      while index < rows.count, !rows[index].isKept {
        result.append(rows[index])
        index += 1
      }
    }
    return result
  }
}

extension LineDifference.Row {
  fileprivate var isKept: Bool {
    if case .kept = self { true } else { false }
  }
}
