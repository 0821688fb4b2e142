import Planning
package import TokenModel

/// What counts as a finding on a day.
package struct FindingRules: Sendable, Equatable {
  /// The day of the report, in UTC.
  package var today: CalendarDate
  /// The number of days without use from which a token is ``Finding/unused``.
  package var unusedDays: Int
  /// The number of days within which an end is ``Finding/ending``; nil to look for none.
  package var endingWithinDays: Int?
  /// The number of days from which a secret is a ``Finding/oldSecret``; nil to look for none.
  package var secretAgeDays: Int?

  /// Rules for a day.
  package init(today: CalendarDate, unusedDays: Int, endingWithinDays: Int? = nil, secretAgeDays: Int? = nil) {
    self.today = today
    self.unusedDays = unusedDays
    self.endingWithinDays = endingWithinDays
    self.secretAgeDays = secretAgeDays
  }

  /// Whether a run looks for a finding.
  package func includes(_ finding: Finding) -> Bool {
    switch finding {
    case .ending: endingWithinDays != nil
    case .oldSecret: secretAgeDays != nil
    case .unmanaged, .neverUsed, .unused, .unfiltered, .disabled, .ended: true
    }
  }

  /// The findings of a token itself. Where the platform did not return what a finding is about, there is none.
  func findings(of live: LiveToken, _ declaration: TokenDeclaration, moduleCount: Int) -> Findings {
    var findings: Findings = []
    if declaration.state == .unmanaged { findings.insert(Findings(.unmanaged)) }
    switch live.lastAccessAt {
    case .known(nil): findings.insert(Findings(.neverUsed))
    case .known(let time?):
      if let days = days(since: time), days >= unusedDays { findings.insert(Findings(.unused)) }
    case .omitted: break
    }
    if live.status == .disabled, moduleCount > 0 { findings.insert(Findings(.disabled)) }
    if let secretAgeDays, let time = live.created?.at, let days = days(since: time), days >= secretAgeDays {
      findings.insert(Findings(.oldSecret))
    }
    return findings
  }

  /// The findings of a module on a token.
  func findings(of module: LiveModule, until: CalendarDate?, knowsBuyerFilter: Bool?) -> Findings {
    var findings: Findings = []
    if knowsBuyerFilter == true, module.filters == .known(.none) { findings.insert(Findings(.unfiltered)) }
    if let until {
      if until < today {
        findings.insert(Findings(.ended))
      } else if let endingWithinDays, until <= today.advanced(byDays: endingWithinDays) {
        findings.insert(Findings(.ending))
      }
    }
    return findings
  }

  /// The number of days from a time to the day of the report; nil if the time has an unknown form.
  package func days(since time: String) -> Int? { CalendarDate(timestamp: time).map { today.days(since: $0) } }
}
