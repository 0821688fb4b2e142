import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  private static let maximumListed = 1_000

  mutating func writeRefusals(of review: PlanReview) {
    guard !review.plan.refusals.isEmpty else { return }
    element(
      "<section>\n<h2>",
      review.isFinal ? "Refused, nothing was written" : "Apply would refuse this",
      "</h2>\n<ul class=\"diagnostics\">\n")
    for refusal in review.plan.refusals { writeDiagnostic(refusal, word: review.isFinal ? "refused" : "guard") }
    markup("</ul>\n</section>\n")
  }

  mutating func writeDiagnostics(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    markup("<section>\n<h2>Errors and warnings</h2>\n")
    markup("<ul class=\"diagnostics\">\n")
    for severity in [Diagnostic.Severity.error, .warning] {
      for diagnostic in diagnostics where diagnostic.severity == severity {
        writeDiagnostic(diagnostic, word: severity.rawValue)
      }
    }
    markup("</ul>\n</section>\n")
  }

  private mutating func writeDiagnostic(_ diagnostic: Diagnostic, word: String) {
    markup(diagnostic.severity == .error ? "<li><b class=\"tag revoked\">" : "<li><b class=\"tag refiltered\">")
    element("", word, "</b> ")
    sentence(diagnostic.message)
    element(" <code class=\"note\">", diagnostic.code.rawValue, "</code>")
    if let position = diagnostic.position {
      markup(" <span class=\"note\">")
      place(position)
      markup("</span>")
    }
    if let help = diagnostic.help {
      markup("<p>")
      sentence(help.text(untrusted.options))
      markup("</p>")
    }
    markup("</li>\n")
  }

  /// What is shown and not written.
  mutating func writeFindings(of review: PlanReview) {
    let plan = review.plan
    writeChangesLeftOut(of: review)
    if !plan.noLongerManaged.isEmpty {
      markup(
        "<section>\n<h2>No longer managed</h2>\n<p>The files no longer manage these. Live values are left unchanged.</p>\n"
      )
      markup("<ul class=\"plain\">\n")
      for item in plan.noLongerManaged.prefix(Self.maximumListed) { writeNoLongerManaged(item) }
      markup("</ul>\n")
      writeLeftOut(plan.noLongerManaged.count - Self.maximumListed, "more token")
      markup("</section>\n")
    }
    writeMovedEnds(of: plan)
    writeEnding(of: plan)
    if let unmanaged = plan.unmanaged { writeUnmanaged(unmanaged) }
    if !plan.missing.isEmpty {
      markup("<section>\n<h2>Missing on the platform</h2>\n")
      writeList(plan.missing.lazy.map { ($0.rawValue, nil) }, count: plan.missing.count)
      markup("</section>\n")
    }
  }

  private mutating func writeChangesLeftOut(of review: PlanReview) {
    guard let leftOut = review.leftOut else { return }
    let plan = review.plan
    if leftOut.isDrift {
      markup(
        """
        <section>
        <h2>Drift, left unchanged</h2>
        <p>These tokens were changed outside the files and are left unchanged. These changes would revert the drift.</p>

        """)
    } else {
      markup(
        """
        <section>
        <h2>Other changes, not written</h2>
        <p>Only ended grants are revoked. These are the other differences.</p>

        """)
    }
    let namesAccount = plan.accounts.count > 1
    for entry in review.entriesLeftOut {
      markup("<article class=\"left\">\n")
      writeEntry(entry, namesAccount: namesAccount, hasAnchors: false)
      markup("</article>\n")
    }
    markup("</section>\n")
  }

  private mutating func writeNoLongerManaged(_ item: NoLongerManagedToken) {
    markup("<li>")
    code(item.id.rawValue)
    markup(" ")
    if item.keys.isEmpty { markup("the whole token") }
    for (index, key) in item.keys.enumerated() {
      if index > 0 { markup(", ") }
      name(key.word)
    }
    markup(" <span class=\"note\">was in ")
    place(item.position)
    markup("</span></li>\n")
  }

  private mutating func writeUnmanaged(_ tokens: [UnmanagedToken]) {
    markup("<section>\n<h2>Not managed by any file</h2>\n")
    if tokens.isEmpty {
      markup("<p>Every live token is managed by a file.</p>\n")
    } else {
      writeList(tokens.lazy.map { ($0.id.rawValue, $0.name) }, count: tokens.count)
    }
    markup("</section>\n")
  }

  private mutating func writeList(_ items: some Sequence<(String, VerbatimText?)>, count: Int) {
    markup("<ul class=\"plain\">\n")
    for (id, name) in items.prefix(Self.maximumListed) {
      markup("<li>")
      reference(id, name)
      markup("</li>\n")
    }
    markup("</ul>\n")
    writeLeftOut(count - Self.maximumListed, "more token")
  }

  mutating func writeRequests(_ requests: [RequestPreview]) {
    guard !requests.isEmpty else { return }
    markup("<section>\n<h2>Requests that would be sent</h2>\n")
    markup("<ol class=\"requests\">\n")
    for request in requests.prefix(Self.maximumListed) {
      element("<li><code>", untrusted.sentence("\(request.method) \(request.url)"), "</code>")
      element("<pre tabindex=\"0\"><code>", untrusted.sentence(request.body), "</code></pre></li>\n")
    }
    markup("</ol>\n")
    writeLeftOut(requests.count - Self.maximumListed, "more request")
    markup("</section>\n")
  }
}
