import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  /// How many buyers a row shows before the rest is folded, and how many are listed at all.
  private static let buyersInSight = 8
  private static let maximumBuyers = 500
  private static let maximumKept = 500

  /// A list of modules as grants, revocations and changed filters, and under them what is kept.
  ///
  /// - Parameter outcomes: How each module's part ended; nil if nothing was tried.
  mutating func writeModules(
    _ change: ModulesChange, as words: ModuleWords, outcomes: ModuleOutcomes? = nil, saysKept: Bool = true
  ) {
    if !change.isEmpty { markup("<ul class=\"modules\">\n") }
    for module in change.granted {
      markup("<li><b class=\"granted\">+ ")
      writeModule(words.granted, module.id, module.name)
      if module.filters.isEmpty { markup(" <span class=\"note\">unfiltered</span>") }
      writeCause(of: module.id, in: change)
      writeOutcome(of: module.id, in: outcomes)
      if !module.filters.isEmpty { writeBuyers(module.filters.buyers, lead: "only") }
      writeSource(module.source)
      markup("</li>\n")
    }
    for module in change.revoked {
      markup("<li><b class=\"revoked\">− ")
      writeModule(words.revoked, module.id, module.name)
      writeCause(of: module.id, in: change)
      writeOutcome(of: module.id, in: outcomes)
      if !module.filters.isEmpty { writeBuyers(module.filters.buyers, lead: "was only") }
      writeSource(module.source)
      markup("</li>\n")
    }
    for filter in change.refiltered {
      markup("<li><b class=\"refiltered\">~ ")
      writeModule(words.refiltered, filter.id, filter.name)
      element(" <span class=\"note\">", filter.direction, "</span>")
      writeCause(of: filter.id, in: change)
      writeOutcome(of: filter.id, in: outcomes)
      writeFilters(filter)
      writeSource(filter.source)
      markup("</li>\n")
    }
    if !change.isEmpty { markup("</ul>\n") }
    if words.saysKept, saysKept { writeKept(change.kept) }
  }

  private mutating func writeModule(_ verb: String, _ id: ModuleID, _ name: VerbatimText?) {
    element("", verb, "</b> <span class=\"module\">")
    reference(id.rawValue, name)
    markup("</span>")
  }

  private mutating func writeCause(of id: ModuleID, in change: ModulesChange) {
    let causes = change.allCauses(of: id)
    guard !causes.isEmpty else { return }
    markup(" ")
    writeCause(causes)
  }

  private mutating func writeOutcome(of id: ModuleID, in outcomes: ModuleOutcomes?) {
    guard let outcomes else { return }
    markup(" ")
    writeOutcome(outcomes[id])
  }

  private mutating func writeFilters(_ filter: FilterChange) {
    markup("<div class=\"filters\">")
    if filter.after.isEmpty {
      markup("<p>now unfiltered: all buyers</p>")
      writeBuyers(filter.before.buyers, lead: "was only")
    } else if filter.before.isEmpty {
      markup("<p>was unfiltered: all buyers</p>")
      writeBuyers(filter.after.buyers, lead: "now only")
    } else {
      let added = filter.added
      let removed = filter.removed
      if !added.isEmpty { writeBuyers(added, lead: "+ now also") }
      if !removed.isEmpty { writeBuyers(removed, lead: "− no longer") }
      element("<p>", "\(counted(filter.after.buyers.count - added.count, "buyer")) kept", "</p>")
    }
    markup("</div>")
  }

  private mutating func writeBuyers(_ buyers: [BuyerID], lead: String) {
    element("<p class=\"buyers\">", lead, "")
    for buyer in buyers.prefix(Self.buyersInSight) {
      markup(" ")
      code(buyer.rawValue)
    }
    markup("</p>")
    let rest = buyers.dropFirst(Self.buyersInSight)
    guard !rest.isEmpty else { return }
    element("<details><summary>", counted(rest.count, "more buyer"), "</summary><p class=\"buyers\">")
    for buyer in rest.prefix(Self.maximumBuyers) {
      code(buyer.rawValue)
      markup(" ")
    }
    writeLeftOut(rest.count - Self.maximumBuyers, "more buyer")
    markup("</p></details>")
  }

  private mutating func writeKept(_ kept: [HeldModule]) {
    guard !kept.isEmpty else {
      markup("<p class=\"kept\">No module is kept.</p>\n")
      return
    }
    element("<details class=\"kept\"><summary>", counted(kept.count, "module") + " kept" + ends(kept), "</summary><ul>")
    for module in kept.prefix(Self.maximumKept) {
      markup("<li>")
      reference(module.id.rawValue, module.name)
      if !module.filters.isEmpty {
        element(" <span class=\"note\">for ", counted(module.filters.buyers.count, "buyer"), "</span>")
      }
      if let end = module.source?.endChange { element(" <b class=\"tag refiltered\">end ", end.verb, "</b>") }
      markup("</li>")
    }
    markup("</ul>")
    writeLeftOut(kept.count - Self.maximumKept, "more module")
    markup("</details>\n")
  }

  private func ends(_ kept: [HeldModule]) -> String {
    let count = kept.count { $0.source?.endChange != nil }
    return count == 0 ? "" : ", \(counted(count, "end")) changed"
  }

  mutating func writeLeftOut(_ count: Int, _ noun: String) {
    if count > 0 { element("<i class=\"left-out\">… and ", counted(count, noun), "</i>") }
  }
}
