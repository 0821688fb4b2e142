package import Planning
package import TokenModel

/// What a plan knows beside its changes: of the files as they were before, and of the days on which grants end.
extension MaskedJSONWriter {
  mutating func writeFindings(of plan: Plan) {
    if !plan.noLongerManaged.isEmpty { writeNoLongerManaged(plan.noLongerManaged) }
    if !plan.sharedListChanges.isEmpty {
      array("shared_lists") { page in
        for list in plan.sharedListChanges { page.object { $0.writeSharedList(list) } }
      }
    }
    if !plan.movedEnds.isEmpty {
      array("moved_ends") { page in
        for end in plan.movedEnds { page.object { $0.writeMovedEnd(end) } }
      }
    }
    guard let ending = plan.ending else { return }
    array("ending") { page in
      for grant in ending { page.object { $0.writeGrant(grant) } }
    }
  }

  /// What files managed before and no longer do.
  private mutating func writeNoLongerManaged(_ all: [NoLongerManagedToken]) {
    array("no_longer_managed") { page in
      for unmanaged in all {
        page.object { page in
          page.masked("address", unmanaged.id.rawValue)
          if !unmanaged.keys.isEmpty {
            page.array("keys") { page in
              for key in unmanaged.keys { page.masked(key.word) }
            }
          }
          page.object("source") { $0.place(unmanaged.position) }
        }
      }
    }
  }

  private mutating func writeMovedEnd(_ end: MovedEnd) {
    word("change", end.change.word)
    word("was_until", end.change.before?.description)
    writeGrant(end.grant)
  }

  private mutating func writeGrant(_ grant: ListedGrant) {
    masked("address", grant.token.rawValue)
    object("module") { page in
      if let id = grant.module { page.masked("id", id.rawValue) }
      if let name = grant.name { page.masked("name", name.string) }
    }
    object("source") { $0.writeSource(grant.source) }
  }

  /// The members of a place that asks for a module, with what the files say about it.
  mutating func writeSource(_ source: ModuleSource) {
    place(source.position)
    if let set = source.set { masked("set", set) }
    if let change = source.setChange { word("set_change", change.rawValue) }
    if !source.changedGroups.isEmpty {
      array("changed_groups") { page in
        for group in source.changedGroups { page.masked(group) }
      }
    }
    if let until = source.until { word("until", until.description) }
    if let reason = source.reason { masked("reason", reason.string) }
  }
}

extension EndChange {
  /// The last day before the change; nil if there was no end.
  package var before: CalendarDate? {
    switch self {
    case .prolonged(let before, _), .shortened(let before, _), .madePermanent(let before): before
    case .limited: nil
    }
  }
}
