import PlanDocument
import Planning
import TokenModel

/// One entry of a plan as people read it: a token to update, or several with exactly the same change of modules and extensions.
struct ChangeEntry {
  /// Sorted by id; at least one.
  let changes: [TokenChange]
  /// Their places in the plan.
  let places: [Int]

  /// From so many tokens on, the same change is one entry.
  static let minimumShared = 3

  var first: TokenChange { changes[0] }
  var isShared: Bool { changes.count > 1 }

  /// The entries of changes in the order in which they are shown, each where its first token is.
  ///
  /// - Parameter order: The places of the changes in the order in which they are shown.
  static func entries(of changes: [TokenChange], order: [Int], _ report: ReportFigures?) -> [ChangeEntry] {
    let keys = changes.map { Key($0, report) }
    var groups: [Key: [Int]] = [:]
    for place in order {
      if let key = keys[place] { groups[key, default: []].append(place) }
    }
    return order.compactMap { place in
      guard let group = keys[place].flatMap({ groups[$0] }), group.count >= minimumShared else {
        return ChangeEntry(changes: [changes[place]], places: [place])
      }
      return group.first == place ? ChangeEntry(changes: group.map { changes[$0] }, places: group) : nil
    }
  }

  /// What makes changes the same, whatever the token keeps.
  private struct Key: Hashable {
    private struct Part: Hashable {
      let id: ModuleID
      /// Nil if the module is not held.
      let before: [BuyerID]?
      let after: [BuyerID]?
      let causes: Causes
      let note: SourceNote?
    }

    private let parts: [Part]
    /// The ends that moved of modules that the token goes on to hold.
    private let ends: [ModuleID: EndChange]
    private let extensions: [ExtensionScope]
    private let extensionsCause: Cause?
    private let outcome: Outcome?

    /// Nil for a change that shares no entry: one with texts, or one that was stored in part.
    init?(_ change: TokenChange, _ report: ReportFigures?) {
      guard !change.difference.isEmpty, change.texts.isEmpty else { return nil }
      outcome = report?.outcome(of: change.id)
      guard outcome != .notConverged else { return nil }
      extensions = change.extensions.map { [$0.before, $0.after] } ?? []
      extensionsCause = change.extensions?.cause
      guard let modules = change.modules else {
        (parts, ends) = ([], [:])
        return
      }
      ends = Dictionary(
        modules.kept.compactMap { module in module.source?.endChange.map { (module.id, $0) } },
        uniquingKeysWith: { first, _ in first })
      parts =
        modules.granted.map {
          Part(
            id: $0.id, before: nil, after: $0.filters.buyers, causes: modules.allCauses(of: $0.id),
            note: SourceNote($0.source))
        }
        + modules.revoked.map {
          Part(
            id: $0.id, before: $0.filters.buyers, after: nil, causes: modules.allCauses(of: $0.id),
            note: SourceNote($0.source))
        }
        + modules.refiltered.map {
          Part(
            id: $0.id, before: $0.before.buyers, after: $0.after.buyers, causes: modules.allCauses(of: $0.id),
            note: SourceNote($0.source))
        }
    }
  }
}
