package import TokenModel

/// The ended grants that a plan revokes or no longer makes, seen from a fingerprint that was approved before.
package struct EndedGrants: Sendable {
  private struct Grant {
    let token: TokenID
    let module: ModuleID
    let until: CalendarDate
  }

  private let grants: [Grant]
  /// What the files grant to tokens that do not hold it, until a day of the last month.
  private let lapsed: [String]
  /// Whether the plan without the revocations of ``grants`` is the approved one.
  private let explainsApproval: Bool

  /// - Parameters:
  ///   - scope: What the plan was made from; nil if that is not known.
  ///   - approved: A fingerprint that is not the plan's.
  package init(of plan: Plan, from scope: PlanScope?, approvedAs approved: String) {
    lapsed = scope.map { Self.lapsed($0, plan) } ?? []
    let all = plan.changes.flatMap(Self.grants)
    let days = Set(all.map(\.until)).sorted(by: >).prefix(Self.maximumDays)
    let explaining = days.first { day in plan.before(theEndsFrom: day).fingerprint == approved }
    grants = explaining.map { day in all.filter { $0.until >= day } } ?? all
    explainsApproval = explaining != nil
  }

  /// Each day takes a fingerprint of the whole plan.
  private static let maximumDays = 31

  private static func lapsed(_ scope: PlanScope, _ plan: Plan) -> [String] {
    guard let today = scope.today else { return [] }
    let days = today.advanced(byDays: -maximumDays)..<today
    let revoked = Dictionary(
      plan.changes.map { ($0.id, $0.modules?.revoked.compactMap(\.position) ?? []) },
      uniquingKeysWith: { first, _ in first })
    return scope.selected.flatMap { token in
      (token.modules?.value ?? []).compactMap { entry in
        guard let until = entry.until?.value, days.contains(until),
          revoked[token.id]?.contains(entry.position) != true
        else { return nil }
        return "\(entry.reference.text) on \(token.id) (until \(until.lastInstant))"
      }
    }
  }

  private static func grants(of change: TokenChange) -> [Grant] {
    guard let modules = change.modules else { return [] }
    return modules.revoked.compactMap { module in
      guard modules.causes[module.id] == .ended, let until = module.source?.until else { return nil }
      return Grant(token: change.id, module: module.id, until: until)
    }
  }

  private static let maximumListed = 10

  /// What is to be said about them, without a full stop; nil if there are none.
  package var sentence: String? {
    let revoked = Self.list(grants.map { "\($0.module) on \($0.token) (until \($0.until.lastInstant))" })
    if explainsApproval {
      return revoked.map { "it differs from the approved plan only in grants that have ended since: \($0)" }
    }
    let parts = [
      revoked.map { "it revokes grants that have ended, perhaps since the approval: \($0)" },
      Self.list(lapsed).map { "it does not grant what has ended, perhaps since the approval: \($0)" },
    ]
    let known = parts.compactMap(\.self)
    return known.isEmpty ? nil : known.joined(separator: "; ")
  }

  /// Nil for an empty list.
  private static func list(_ grants: [String]) -> String? {
    grants.isEmpty ? nil : grants.list(upTo: maximumListed) { $0 }
  }
}

extension CalendarDate {
  /// The last second of the day, in RFC 3339.
  package var lastInstant: String { "\(self)T23:59:59Z" }
}

extension Plan {
  /// The plan as it would be if no grant whose last day is this one or later had ended.
  fileprivate func before(theEndsFrom day: CalendarDate) -> Plan {
    var plan = self
    plan.changes = changes.compactMap { change in
      var change = change
      change.modules = change.modules?.before(theEndsFrom: day)
      return change.difference.isEmpty ? nil : change
    }
    return plan
  }
}

extension ModulesChange {
  /// Nil if nothing is left. What has ended stays as it is live.
  fileprivate func before(theEndsFrom day: CalendarDate) -> ModulesChange? {
    let kept = revoked.filter { module in
      causes[module.id] == .ended && module.source?.until.map { $0 >= day } ?? false
    }
    guard !kept.isEmpty else { return self }
    let change = ModulesChange(before: before, after: after + kept, position: position)
    return change.isEmpty ? nil : change
  }
}
