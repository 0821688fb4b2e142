import Planning
import TokenModel

/// Grants whose ends are said together: with the same end and reason, of one module, or of the same modules of one set,
/// on one or several tokens.
struct EndGroup {
  struct Module: Hashable {
    let id: String?
    let name: String?
  }

  /// Beyond so many modules of a set, the others are only counted.
  static let maximumModules = 5

  /// What ends: those of the set that have this end, or one module of a token's own list.
  let modules: [Module]
  /// The set that lists the modules; nil for a token's own list.
  let set: String?
  /// The last day; nil for no end.
  let until: CalendarDate?
  /// How a change under review moved the end; nil if it did not.
  let change: EndChange?
  let reason: VerbatimText?
  /// Where the first of them is listed.
  let position: SourcePosition
  /// In the order of the plan.
  private(set) var tokens: [TokenID]

  private struct Key: Hashable {
    let set: String?
    let until: CalendarDate?
    let change: EndChange?
    let reason: String?
    var modules: [Module]
    /// Nil for all tokens.
    var token: TokenID?
  }

  private init(_ key: Key, at position: SourcePosition, of token: TokenID) {
    (modules, set, until, change) = (key.modules, key.set, key.until, key.change)
    (reason, self.position, tokens) = (key.reason.map { VerbatimText($0) }, position, [token])
  }

  /// The ends that moved, in the order of the plan.
  static func moved(in plan: Plan) -> [EndGroup] { groups(of: plan.movedEnds.map { ($0.grant, $0.change) }) }

  /// The grants that end soon, by day; nil if the plan does not list them.
  static func ending(in plan: Plan) -> [EndGroup]? { plan.ending.map { groups(of: $0.map { ($0, nil) }) } }

  private static func groups(of grants: [(ListedGrant, EndChange?)]) -> [EndGroup] {
    var groups: [EndGroup] = []
    var places: [Key: Int] = [:]
    for (key, position, token) in grantsByToken(grants) {
      if let place = places[key] {
        groups[place].tokens.append(token)
      } else {
        places[key] = groups.count
        groups.append(EndGroup(key, at: position, of: token))
      }
    }
    return groups
  }

  /// Each token's grants, with those of one set together.
  private static func grantsByToken(
    _ grants: [(ListedGrant, EndChange?)]
  ) -> [(key: Key, position: SourcePosition, token: TokenID)] {
    var result: [(key: Key, position: SourcePosition, token: TokenID)] = []
    var places: [Key: Int] = [:]
    for (grant, change) in grants {
      let module = Module(id: grant.module?.rawValue, name: grant.name?.string)
      let source = grant.source
      var key = Key(
        set: source.set, until: source.until, change: change, reason: source.reason?.string,
        modules: source.set == nil ? [module] : [], token: grant.token)
      if let place = places[key] {
        result[place].key.modules.append(module)
      } else {
        places[key] = result.count
        key.modules = [module]
        key.token = nil
        result.append((key, source.position, grant.token))
      }
    }
    return result
  }

  /// The modules, and the set that lists them.
  ///
  /// - Parameters:
  ///   - word: Shows a word from a file.
  ///   - quoted: Shows a text.
  func subject(_ word: (String) -> String, _ quoted: (String) -> String) -> String {
    modules.list(upTo: Self.maximumModules) { module in
      [module.id.map(word), module.name.map(quoted)].compactMap(\.self).joined(separator: " ")
    } + (set.map { ", by set \(word($0))" } ?? "")
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
