import Planning
import TokenModel

/// What is said beside a module of where it comes from: its set, what of it changed, its end, and its reason.
struct SourceNote: Hashable {
  /// Nil for an entry of the token's own list, whose place is that of the token.
  private let set: String?
  private let setChange: ModuleSource.SetChange?
  private let changedGroups: [String]
  private let position: SourcePosition?
  private let until: CalendarDate?
  private let reason: VerbatimText?

  /// Nil if there is nothing to say: an entry of the token's own list without an end and a reason.
  init?(_ source: ModuleSource?) {
    guard let source,
      source.set != nil || !source.changedGroups.isEmpty || source.until != nil || source.reason != nil
    else { return nil }
    (set, setChange, changedGroups) = (source.set, source.setChange, source.changedGroups)
    position = source.set == nil ? nil : source.position
    (until, reason) = (source.until, source.reason)
  }

  /// Without a full stop: `by set invoicing, tokens/shared.yaml:3 (set added to the token)`,
  /// `granted until 2026-12-31T23:59:59Z`, `reason "…"`.
  ///
  /// - Parameters:
  ///   - word: Shows a word from a file.
  ///   - place: Shows a place.
  ///   - quoted: Shows a text.
  func parts(
    _ word: (String) -> String, place: (SourcePosition) -> String, quoted: (String) -> String
  ) -> [String] {
    let changes = changes(word).joined(separator: ", ")
    let source =
      if let set, setChange == .useRemoved {
        "by set \(word(set)) (\(changes))"
      } else if let set {
        "by set \(word(set))\(position.map { ", \(place($0))" } ?? "")" + (changes.isEmpty ? "" : " (\(changes))")
      } else {
        changes
      }
    return [
      source.isEmpty ? nil : source, until.map { "granted until \($0.lastInstant)" },
      reason.map { "reason \(quoted($0.string))" },
    ].compactMap(\.self)
  }

  /// What the change under review did to bring the module about: with the set, with the token's use of it, or with a group.
  ///
  /// - Parameter word: Shows a word from a file.
  func changes(_ word: (String) -> String) -> [String] {
    let ofSet =
      switch setChange {
      case .contents: "set changed"
      case .useAdded: "set added to the token"
      case .useRemoved: "set removed from the token"
      case nil: nil as String?
      }
    return (ofSet.map { [$0] } ?? []) + changedGroups.map { "group \(word($0)) changed" }
  }
}
