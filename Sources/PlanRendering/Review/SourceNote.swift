import Planning
import TokenModel

/// What is said beside a module of where it comes from: its end, its set, and its reason.
struct SourceNote: Hashable {
  /// Nil for an entry of the token's own list, whose place is that of the token.
  private let set: String?
  private let position: SourcePosition?
  private let until: CalendarDate?
  private let reason: VerbatimText?

  /// Nil if there is nothing to say: an entry of the token's own list without an end and a reason.
  init?(_ source: ModuleSource?) {
    guard let source, source.set != nil || source.until != nil || source.reason != nil else { return nil }
    set = source.set
    position = source.set == nil ? nil : source.position
    (until, reason) = (source.until, source.reason)
  }

  /// Without a full stop: `by set invoicing, tokens/shared.yaml:3`, `granted until 2026-12-31T23:59:59Z`, `reason "…"`.
  ///
  /// - Parameters:
  ///   - word: Shows a word from a file.
  ///   - place: Shows a place.
  ///   - quoted: Shows a text.
  func parts(
    _ word: (String) -> String, place: (SourcePosition) -> String, quoted: (String) -> String
  ) -> [String] {
    [
      set.map { set in "from set \(word(set))\(position.map { ", \(place($0))" } ?? "")" },
      until.map { "granted until \($0.lastInstant)" },
      reason.map { "reason \(quoted($0.string))" },
    ].compactMap(\.self)
  }
}
