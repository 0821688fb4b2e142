import AccessReport
import Planning
import TokenModel

/// The words that the formats of a report share.
extension AccessReport {
  /// What a finding means, with the threshold of this report, as a part of a sentence about tokens.
  func meaning(of finding: Finding) -> String {
    switch finding {
    case .unmanaged: "no file manages their modules"
    case .neverUsed: "the platform has no record of a use"
    case .unused: "not used for at least \(counted(rules.unusedDays, "day"))"
    case .unfiltered: "granted without a filter, although the module supports one"
    case .disabled: "disabled, but still has modules"
    case .ended: "still granted after its last day"
    case .ending: "the last day is within \(counted(rules.endingWithinDays ?? 0, "day"))"
    case .oldSecret: "the secret is at least \(counted(rules.secretAgeDays ?? 0, "day")) old"
    }
  }

  /// `31 tokens`, or `60 tokens, 120 grants` for a finding of single modules.
  func count(of finding: Finding, in summary: ReportSummary) -> String {
    let count = summary[finding]
    let tokens = counted(count.tokens, "token")
    return finding.isOfModules ? "\(tokens), \(counted(count.modules, "grant"))" : tokens
  }

  /// Why a report may not say what it seems to say; empty if there is no reason.
  var caveats: [String] {
    var caveats: [String] = []
    if rules.includes(.unfiltered), !knowsFilters {
      caveats.append("Unfiltered modules are not known: the platform did not return which modules support filters")
    }
    let unknown = tokens.count { !$0.lastUse.isKnown }
    if unknown > 0 { caveats.append("The last use of \(counted(unknown, "token")) is not known") }
    let ages = rules.secretAgeDays == nil ? 0 : tokens.count { $0.created?.at == nil }
    if ages > 0 { caveats.append("The age of \(counted(ages, "token")) is not known") }
    return caveats
  }

  /// `288 as declared, 6 differ, 14 unmanaged`.
  func states(in summary: ReportSummary) -> String {
    "\(summary.byState[.asDeclared] ?? 0) as declared, \(summary.byState[.differs] ?? 0) "
      + "\(summary.byState[.differs] == 1 ? "differs" : "differ"), \(summary.byState[.unmanaged] ?? 0) unmanaged"
  }

  /// The places of the tokens in the order in which a short list shows them: those with the most findings first.
  var order: [Int] {
    let counts = tokens.map(\.findings.list.count)
    return tokens.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
  }

  /// The names of the modules by their ids.
  var moduleNames: [ModuleID: VerbatimText] {
    Dictionary(modules.compactMap { module in module.name.map { (module.id, $0) } }, uniquingKeysWith: { $1 })
  }
}

extension ReportedModule {
  /// How far the module reaches: `all`, or how many buyers.
  var reach: String {
    guard let filters else { return "filters not known" }
    return filters.isEmpty ? "all" : counted(filters.buyers.count, "buyer")
  }
}

extension AccessChanges {
  /// `3 tokens added, 1 removed; 20 modules gained, 4 lost, 2 with other filters`.
  var counts: String {
    "\(counted(added, "token")) added, \(removed) removed; \(counted(gained, "module")) gained, \(lost) lost, "
      + "\(refiltered) re-filtered"
  }
}
