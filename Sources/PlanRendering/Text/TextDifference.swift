/// How one text becomes another, row by row, with the words that changed. Formats only spell it.
struct TextDifference {
  /// One line of one side.
  struct Line {
    let text: String
    /// Whether the side has no text at all.
    var isNoText = false
    /// The scalars of the words that changed.
    var marks: [Range<Int>] = []
    /// The line that it is compared with if it is cut; nil if it is shown from its beginning.
    var counterpart: String?
  }

  enum Row {
    case kept(Line)
    case removed(Line)
    case added(Line)
    /// Unchanged lines that are not shown.
    case skipped(Int)
    /// Removed and added lines beyond those that are shown.
    case moreRemoved(Int)
    case moreAdded(Int)
  }

  let rows: [Row]

  /// Up to so many characters on each side, a text is shown as a whole if the format has room for it.
  private static let maximumWhole = 2_000
  /// Lines longer than this are compared with the line that they share most with.
  private static let longLine = 80

  /// Whether both texts are shown whole, without leaving out what they share.
  static func isShownWhole(_ old: String, _ new: String) -> Bool {
    [old, new].allSatisfy { $0.utf8.count <= maximumWhole || $0.unicodeScalars.count <= maximumWhole }
  }

  /// - Parameters:
  ///   - isWhole: Whether all lines are shown, each as a whole.
  ///   - maximumLines: How many removed and how many added lines are shown in one place.
  init(from old: String, to new: String, isWhole: Bool, maximumLines: Int) {
    guard old.hasInnerLineFeed || new.hasInnerLineFeed else {
      let words = WordDifference(from: old, to: new)
      rows = [
        .removed(
          Line(
            text: old, isNoText: old.utf8.isEmpty, marks: words?.removed ?? [], counterpart: isWhole ? nil : new)),
        .added(
          Line(text: new, isNoText: new.utf8.isEmpty, marks: words?.added ?? [], counterpart: isWhole ? nil : old)),
      ]
      return
    }
    var result: [Row] = []
    var open = LineDifference(from: old, to: new, skipsUnchanged: !isWhole).rows[...]
    while let row = open.first {
      switch row {
      case .kept(let text):
        open = open.dropFirst()
        result.append(.kept(Line(text: text)))
      case .skipped(let count):
        open = open.dropFirst()
        result.append(.skipped(count))
      case .removed, .added:
        let removed = open.prefix { $0.isRemoved }.map(\.text)
        let added = open.dropFirst(removed.count).prefix { $0.isAdded }.map(\.text)
        open = open.dropFirst(removed.count + added.count)
        let limit = isWhole ? .max : maximumLines
        result += Self.run(removed, against: added, limit, isWhole).map(Row.removed)
        if removed.count > limit { result.append(.moreRemoved(removed.count - limit)) }
        result += Self.run(added, against: removed, limit, isWhole).map(Row.added)
        if added.count > limit { result.append(.moreAdded(added.count - limit)) }
      }
    }
    rows = result
  }

  private static func run(_ lines: [String], against others: [String], _ limit: Int, _ isWhole: Bool) -> [Line] {
    let others = others.prefix(limit)
    return lines.prefix(limit).enumerated().map { index, text in
      let counterpart = counterpart(of: text, at: index, in: others)
      // Seen from either side, what this one has and the other has not is what was removed.
      let marks = counterpart.flatMap { WordDifference(from: text, to: $0)?.removed } ?? []
      return Line(text: text, marks: marks, counterpart: isWhole ? nil : counterpart)
    }
  }

  /// The line that a long line is compared with: the one that it shares most with.
  private static func counterpart(of text: String, at index: Int, in others: ArraySlice<String>) -> String? {
    guard text.utf8.count > longLine else { return index < others.count ? others[index] : nil }
    return others.max { sharedLength($0, text) < sharedLength($1, text) }
  }

  private static func sharedLength(_ left: String, _ right: String) -> Int {
    let start = zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    let shortest = min(left.utf8.count, right.utf8.count) - start
    return start + zip(left.utf8.reversed(), right.utf8.reversed()).prefix(shortest).prefix { $0 == $1 }.count
  }
}

extension LineDifference.Row {
  fileprivate var isRemoved: Bool { if case .removed = self { true } else { false } }
  fileprivate var isAdded: Bool { if case .added = self { true } else { false } }

  fileprivate var text: String {
    switch self {
    case .kept(let text), .removed(let text), .added(let text): text
    case .skipped: ""
    }
  }
}

extension String {
  /// Whether there is a line feed with something behind it.
  var hasInnerLineFeed: Bool {
    guard let feed = utf8.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    return utf8.index(after: feed) != utf8.endIndex
  }
}
