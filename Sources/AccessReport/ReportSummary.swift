package import Planning
import TokenModel

/// The counts of a report.
package struct ReportSummary: Sendable {
  /// How many tokens, and how many modules on tokens, have a finding.
  package struct Count: Sendable, Equatable {
    /// Tokens with the finding.
    package var tokens = 0
    /// Modules on tokens with the finding; 0 for a finding of whole tokens.
    package var modules = 0
  }

  /// All tokens.
  package private(set) var tokens = 0
  /// Modules on tokens, each counted once for each token.
  package private(set) var grants = 0
  /// The number of tokens by their status; nil where the platform did not return one.
  package private(set) var byStatus: [(status: String?, count: Int)] = []
  /// The number of tokens by how they relate to the files.
  package private(set) var byState: [TokenDeclaration.State: Int] = [:]
  /// Tokens with at least one finding.
  package private(set) var withFindings = 0
  private var counts = [Count](repeating: Count(), count: Finding.allCases.count)

  /// Counts the tokens of a report.
  package init(_ report: AccessReport) {
    var statuses: [String?: Int] = [:]
    for token in report.tokens {
      tokens += 1
      grants += token.modules.count
      statuses[token.status?.word, default: 0] += 1
      byState[token.state, default: 0] += 1
      let findings = token.findings
      guard !findings.isEmpty else { continue }
      withFindings += 1
      for (index, finding) in Finding.allCases.enumerated() where findings.contains(finding) {
        counts[index].tokens += 1
        if finding.isOfModules { counts[index].modules += token.modules.count { $0.findings.contains(finding) } }
      }
    }
    byStatus = statuses.sorted { ($0.value, $1.key ?? "") > ($1.value, $0.key ?? "") }.map { ($0.key, $0.value) }
  }

  /// The count of a finding.
  package subscript(finding: Finding) -> Count { counts[Finding.allCases.firstIndex(of: finding) ?? 0] }
}

extension AccessReport {
  /// Whether the platform said of any module that tokens hold whether it knows filters. If not, nothing can be
  /// ``Finding/unfiltered``, which is not the same as none.
  package var knowsFilters: Bool { modules.isEmpty || modules.contains { $0.knowsBuyerFilter != nil } }
}
