import PlanDocument
import Planning
import TokenModel

/// A plan or a report as one self-contained page: the verdict, an access matrix, and every change under it.
struct HTMLDocument {
  let untrusted: UntrustedText

  func write(_ review: PlanReview, to output: ChunkedOutput) {
    let plan = review.plan
    var page = HTMLPage(untrusted, output: output)
    page.writeHead(title: title(of: review))
    page.markup("<body>\n")
    page.writeSummary(of: review)
    page.markup("<main>\n")
    page.writeRefusals(of: review)
    page.writeDiagnostics(plan.diagnostics)
    if let report = review.report { page.writeResults(report, of: plan) }
    page.writeSharedLists(plan.sharedListChanges)
    if !plan.changes.isEmpty {
      page.writeSearchForm(for: review)
      page.writeMatrix(of: review)
      page.writeChanges(of: review)
    }
    page.writeFindings(of: review)
    if case .dryRun(_, let requests) = review.subject { page.writeRequests(requests) }
    page.markup("</main>\n")
    page.markup("<footer>Made by tokenform. This page loads nothing and sends nothing.</footer>\n")
    if !plan.changes.isEmpty { page.writeScript() }
    page.markup("</body>\n</html>\n")
    page.end()
  }

  private func title(of review: PlanReview) -> String {
    guard let report = review.report else {
      return "tokenform plan: \(review.update.total) to update, "
        + "\(review.planned.grants.counted("grant")), \(review.planned.revocations.counted("revocation"))"
    }
    let results = report.report.results
    return "tokenform apply: \(results.count { $0.outcome.isDone }) of \(counted(results.count, "token")) updated"
  }
}
