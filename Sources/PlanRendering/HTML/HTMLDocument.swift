import Planning
import TokenModel

/// A plan or a report as one self-contained page: the verdict, an access matrix, and every change under it.
struct HTMLDocument {
  let mask: SecretMask

  func write(_ subject: RenderedSubject, to outlet: Outlet) {
    var page = HTMLPage(mask: mask, outlet: outlet)
    page.writeHead(title: title(of: subject))
    page.markup("<body>\n")
    page.writeSummary(of: subject)
    page.markup("<main>\n")
    page.writeRefusals(of: subject)
    page.writeDiagnostics(subject.plan.diagnostics)
    if let report = subject.report { page.writeResults(report, of: subject.plan) }
    if !subject.plan.changes.isEmpty {
      page.writeFilters(of: subject.plan)
      page.writeMatrix(of: subject.plan)
      page.writeChanges(of: subject.plan)
    }
    page.writeRemainder(of: subject.plan)
    if case .dryRun(_, let requests) = subject { page.writeRequests(requests) }
    page.markup("</main>\n")
    page.markup("<footer>Made by tokenform. This page loads nothing and sends nothing.</footer>\n")
    if !subject.plan.changes.isEmpty { page.writeScript() }
    page.markup("</body>\n</html>\n")
    page.end()
  }

  private func title(of subject: RenderedSubject) -> String {
    let summary = subject.plan.summary
    let counts = "\(counted(summary.grants, "grant")), \(counted(summary.revocations, "revocation"))"
    return "tokenform \(subject.report == nil ? "plan" : "apply"): \(summary.update) to update, \(counts)"
  }
}
