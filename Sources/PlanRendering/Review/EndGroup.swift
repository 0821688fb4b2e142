import Planning
import TokenModel

/// Grants whose ends are said together: of one module or one set, with the same end and reason, on one or several tokens.
struct EndGroup {
  /// What ends.
  enum Subject: Hashable {
    case set(String)
    case module(id: String?, name: String?)
  }

  let subject: Subject
  /// The last day; nil for no end.
  let until: CalendarDate?
  /// How a change under review moved the end; nil if it did not.
  let change: EndChange?
  let reason: VerbatimText?
  /// Where the first of them is listed.
  let position: SourcePosition
  /// In the order of the plan.
  private(set) var tokens: [TokenID] = []

  private struct Key: Hashable {
    let subject: Subject
    let until: CalendarDate?
    let change: EndChange?
    let reason: String?
  }

  private init(_ key: Key, _ grant: ListedGrant) {
    (subject, until, change) = (key.subject, key.until, key.change)
    (reason, position) = (grant.source.reason, grant.source.position)
  }

  /// The ends that moved, in the order of the plan.
  static func moved(in plan: Plan) -> [EndGroup] { groups(of: plan.movedEnds.map { ($0.grant, $0.change) }) }

  /// The grants that end soon, by day; nil if the plan does not list them.
  static func ending(in plan: Plan) -> [EndGroup]? { plan.ending.map { groups(of: $0.map { ($0, nil) }) } }

  private static func groups(of grants: [(ListedGrant, EndChange?)]) -> [EndGroup] {
    var groups: [EndGroup] = []
    var places: [Key: Int] = [:]
    for (grant, change) in grants {
      let subject: Subject =
        grant.source.set.map { .set($0) } ?? .module(id: grant.module?.rawValue, name: grant.name?.string)
      let key = Key(subject: subject, until: grant.source.until, change: change, reason: grant.source.reason?.string)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(EndGroup(key, grant))
      }
      // A set lists several modules of one token.
      if groups[place].tokens.last != grant.token { groups[place].tokens.append(grant.token) }
    }
    return groups
  }
}

extension EndChange {
  /// Whether the grant goes on for longer.
  var isWidening: Bool {
    switch self {
    case .prolonged, .madePermanent: true
    case .shortened, .limited: false
    }
  }

  /// Such as `prolonged`.
  var verb: String {
    switch self {
    case .prolonged: "prolonged"
    case .madePermanent: "made permanent"
    case .shortened: "shortened"
    case .limited: "limited"
    }
  }

  /// Such as `prolonged from 2026-12-31T23:59:59Z to 2027-12-31T23:59:59Z`.
  var words: String {
    switch self {
    case .prolonged(let before, let after): "prolonged from \(before.lastInstant) to \(after.lastInstant)"
    case .madePermanent(let before): "made permanent, was until \(before.lastInstant)"
    case .shortened(let before, let after): "shortened from \(before.lastInstant) to \(after.lastInstant)"
    case .limited(let after): "now until \(after.lastInstant), had no end"
    }
  }
}
