import Planning
import TokenModel

/// One entry of a difference as people read it: a token, or several of which exactly the same is asked.
struct DifferenceEntry {
  /// Sorted by id; at least one.
  let changes: [DesiredTokenChange]

  var first: DesiredTokenChange { changes[0] }
  var isShared: Bool { changes.count > 1 }

  /// The entries in the order in which they are shown: what widens access, what may, what narrows it, and the rest.
  static func entries(of changes: [DesiredTokenChange]) -> [DifferenceEntry] {
    let order: [DesiredEffect] = [.widens, .mixed, .unknown, .narrows, .neutral]
    var groups: [Key: [DesiredTokenChange]] = [:]
    for change in changes { if let key = Key(change) { groups[key, default: []].append(change) } }
    let entries: [DifferenceEntry] = changes.compactMap { change in
      guard let group = Key(change).flatMap({ groups[$0] }), group.count >= ChangeEntry.minimumShared else {
        return DifferenceEntry(changes: [change])
      }
      return group[0].id == change.id ? DifferenceEntry(changes: group) : nil
    }
    return order.flatMap { effect in entries.filter { $0.first.effect == effect } }
  }

  /// What makes changes the same, wherever they are in the files.
  private struct Key: Hashable {
    private struct Side: Hashable {
      let buyers: [BuyerID]?
      let groups: [String]
      let set: String?
      let until: CalendarDate?
      let reason: VerbatimText?

      init(_ module: DesiredModule) {
        buyers = module.filters?.value.buyers
        groups = module.buyerGroups
        set = module.set?.name
        until = module.until?.value
        reason = module.reason?.value
      }
    }

    private struct Row: Hashable {
      let reference: String
      let sides: [Side?]
      let ended: CalendarDate?
      let isUnmatched: Bool
    }

    private let scope: ManagedScope
    private let modulesScope: ManagedScope?
    private let rows: [Row]
    private let extensions: [ExtensionScope?]
    private let wasProtected: Bool?

    /// Nil for a change that shares no entry: one with texts.
    init?(_ change: DesiredTokenChange) {
      guard change.texts.isEmpty else { return nil }
      scope = change.scope
      modulesScope = change.modules?.scope
      rows = (change.modules?.entries ?? []).map {
        Row(
          reference: $0.reference.words, sides: [$0.before.map(Side.init), $0.after.map(Side.init)], ended: $0.ended,
          isUnmatched: $0.isUnmatched)
      }
      extensions = change.extensions.map { [$0.before, $0.after] } ?? []
      wasProtected = change.wasProtected
    }
  }
}

extension DesiredModule.Reference {
  /// The id, or the name as it is written.
  var words: String {
    switch self {
    case .id(let id): id.rawValue
    case .name(let name): name.string
    }
  }
}
