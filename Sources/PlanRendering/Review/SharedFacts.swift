import Planning
import TokenModel

/// What is known of tokens with the same change, said of all of them together.
struct SharedFacts {
  private let changes: [TokenChange]
  /// The files that declare them, sorted.
  let files: [String]

  init(_ entry: ChangeEntry) {
    changes = entry.changes
    files = Set(entry.changes.map(\.position.file)).sorted()
  }

  /// `last changed 2026-11-20 08:12 UTC by "Ada Smith"; 2 not known`.
  ///
  /// - Parameters:
  ///   - word: Shows a word of the platform's.
  ///   - quoted: Shows a text of the platform's.
  func history(word: (String) -> String, quoted: (String) -> String) -> String {
    let known = changes.compactMap(\.lastChange).filter { $0.at != nil }
    let unknown = changes.count - known.count
    guard let latest = known.max(by: { ($0.at ?? "") < ($1.at ?? "") }), let at = latest.at else {
      return "last change not known"
    }
    let author = latest.byName.map(quoted) ?? latest.byID.map(word)
    return "last changed \(readableTime(at) ?? word(at))\(author.map { " by \($0)" } ?? "")"
      + (unknown > 0 ? "; \(unknown) not known" : "")
  }

  /// `last used 2026-11-22 03:00 UTC; 3 never used; 1 not known`. Nil if the change takes nothing away.
  ///
  /// - Parameter word: Shows a word of the platform's.
  func lastUse(word: (String) -> String) -> String? {
    guard changes.contains(where: { $0.difference.narrowingCount > 0 }) else { return nil }
    let uses = changes.map(\.lastAccessAt)
    let latest = uses.compactMap { $0.value.flatMap(\.self) }.max()
    let never = uses.count { $0 == .known(nil) }
    let unknown = uses.count { !$0.isKnown }
    if never == uses.count { return "none of them was ever used" }
    let parts = [
      latest.map { "last used \(readableTime($0) ?? word($0))" }, never > 0 ? "\(never) never used" : nil,
      unknown > 0 ? "last use of \(unknown) not known" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}
