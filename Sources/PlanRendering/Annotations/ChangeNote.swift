import Planning
import TokenModel

/// What is said beside one line of a file: one thing that changes on a token, or on several in the same way.
struct ChangeNote {
  enum Level: Int, Comparable {
    case widening, narrowing, text

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What makes two notes the same but for their tokens.
  struct Content: Hashable {
    let title: String
    /// What is said of one token, behind its name.
    let ofOne: String
    /// What is said of several.
    let ofSeveral: String
  }

  let level: Level
  let position: SourcePosition
  let content: Content
  /// Id and name as they are shown, sorted by id.
  var tokens: [(id: String, name: String)]
  /// When each token was last used, where the note says that.
  var lastUses: [Fetched<String?>] = []

  var title: String { content.title }

  /// The most bytes of a list of tokens. GitHub's runner cuts a message at 4,096 characters without a word.
  private static let maximumSize = 3_000

  func message(_ untrusted: UntrustedText) -> String {
    guard tokens.count > 1 else { return "\(tokens.first?.name ?? "") \(content.ofOne)\(lastUse(untrusted))" }
    return "\(tokens.count) tokens \(content.ofSeveral)\(lastUse(untrusted)): \(Self.list(tokens))"
  }

  /// All of the tokens by id and name; where there is no room for that, by id; and where there is none for that either, as
  /// many as fit.
  static func list(_ tokens: [(id: String, name: String)]) -> String {
    for texts in [tokens.map(\.name), tokens.map(\.id)] {
      let all = texts.joined(separator: ", ")
      if all.utf8.count <= maximumSize { return all }
    }
    var size = 0
    let shown = tokens.prefix { token in
      size += token.id.utf8.count + 2
      return size <= maximumSize
    }
    return "\(shown.map(\.id).joined(separator: ", ")) and \(tokens.count - shown.count) more"
  }

  private func lastUse(_ untrusted: UntrustedText) -> String {
    guard !lastUses.isEmpty else { return "" }
    let times = lastUses.compactMap { $0.value.flatMap(\.self) }
    let isOne = tokens.count == 1
    guard let latest = times.max() else {
      guard lastUses.allSatisfy(\.isKnown) else {
        return isOne ? "; its last use is not known" : "; last use not known"
      }
      return isOne ? "; the token was never used" : "; none of them was ever used"
    }
    let time = readableTime(latest) ?? untrusted.word(latest)
    return isOne ? "; the token was last used \(time)" : "; the latest use of any was \(time)"
  }
}

extension ChangeNote {
  /// From this number of tokens on, the same change shares a note even across different lines.
  private static let minimumShared = 3

  /// The same notes, with one for all tokens that have the same change at the same line, or that are several.
  static func shared(among notes: [ChangeNote]) -> [ChangeNote] {
    var counts: [Content: Int] = [:]
    for note in notes { counts[note.content, default: 0] += 1 }
    struct Key: Hashable {
      let content: Content
      /// Nil if notes do not differ by their lines.
      let line: String?
    }
    var places: [Key: Int] = [:]
    var shared: [ChangeNote] = []
    for note in notes {
      let isShared = counts[note.content, default: 0] >= minimumShared
      let key = Key(content: note.content, line: isShared ? nil : "\(note.position.line) \(note.position.file)")
      if let place = places[key] {
        shared[place].tokens += note.tokens
        shared[place].lastUses += note.lastUses
      } else {
        places[key] = shared.count
        shared.append(note)
      }
    }
    return shared
  }
}
