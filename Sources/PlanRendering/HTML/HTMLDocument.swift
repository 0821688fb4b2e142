import PlanDocument
import Planning
import TokenModel

/// A plan or a report as one self-contained page: the verdict, an access matrix, and every change under it.
struct HTMLDocument {
  let untrusted: UntrustedText
  /// The repository's address with a commit, to which places lead; nil if they are no links.
  let linkBase: String?

  func write(_ review: PlanReview, to output: ChunkedOutput) {
    let plan = review.plan
    var page = HTMLPage(untrusted, links: PageLinks(base: linkBase, endpoint: plan.endpoint), output: output)
    page.writeHead(title: title(of: review))
    page.markup("<body>\n")
    page.writeSummary(of: review)
    page.markup("<main>\n")
    if !plan.changes.isEmpty { page.writeSearchForm(knowsCauses: review.knowsCauses) }
    writeBody(of: review, into: &page)
    page.markup("</main>\n")
    page.writeEnd(script: plan.changes.isEmpty ? nil : HTMLScript.text)
  }

  /// One of several plans.
  func write(_ review: PlanReview, into page: inout HTMLPage) {
    page.writeSummary(of: review)
    writeBody(of: review, into: &page)
  }

  private func writeBody(of review: PlanReview, into page: inout HTMLPage) {
    let plan = review.plan
    page.writeRefusals(of: review)
    page.writeDiagnostics(plan.diagnostics)
    if let report = review.report { page.writeResults(report, of: plan) }
    page.writeSharedLists(plan.sharedListChanges)
    if !plan.changes.isEmpty {
      page.writeMatrix(of: review)
      page.writeChanges(of: review)
    }
    page.writeFindings(of: review)
    if case .dryRun(_, let requests) = review.subject { page.writeRequests(requests) }
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
