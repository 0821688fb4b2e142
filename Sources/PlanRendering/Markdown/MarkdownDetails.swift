import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// The most that one token's details may take, so that one token cannot crowd out the others.
  private static let maximumDetailsSize = 20_000

  /// Everything about each token, folded, and for a dry run the requests.
  func details(of review: PlanReview) -> MarkdownSection? {
    let plan = review.plan
    let namesAccount = plan.accounts.count > 1
    let entries = review.entries
    let changes = entries.lazy.map { entry in
      let outcome = review.report?.outcome(of: entry.first.id)
      return entry.isShared
        ? details(of: entry, namesAccount: namesAccount, outcome: outcome)
        : details(of: entry.first, namesAccount: namesAccount, outcome: outcome)
    }
    let drift = plan.drift.lazy.map { change in
      details(of: change, namesAccount: namesAccount, isDrift: true)
    }
    var requests: [RequestPreview] = []
    if case .dryRun(_, let previews) = review.subject { requests = previews }
    let total = entries.count + plan.drift.count + requests.count
    guard total > 0 else { return nil }
    let rows: [any Sequence<String>] = [changes, drift, requests.lazy.map(details)]
    return MarkdownSection(
      "\n### \(review.report == nil ? "Details" : "Details of what the plan asked for")\n\n", total: total,
      noun: !requests.isEmpty ? "token or request" : entries.contains(where: \.isShared) ? "change" : "token",
      rows: rows.lazy.flatMap { AnySequence($0) })
  }

  private func details(
    of change: TokenChange, namesAccount: Bool, outcome: Outcome? = nil, isDrift: Bool = false
  ) -> String {
    let untrusted = markdown.untrusted
    let name = change.name.map { " " + MarkdownText.htmlCode(untrusted.quoted($0.string, columns: 60)) } ?? ""
    var page = TextPage(style: .plain, untrusted: untrusted, showsTextsWhole: true)
    page.writeChangeBody(change, namesAccount: namesAccount, isDrift: isDrift)
    // What follows is what the plan asks for; the outcome is above.
    let lead = isDrift ? "Drift, left out: " : outcome.map { "\($0.title): " } ?? ""
    return fold(
      "\(lead)\(MarkdownText.htmlCode(untrusted.word(change.id.rawValue)))\(name)",
      page.text)
  }

  private func details(of entry: ChangeEntry, namesAccount: Bool, outcome: Outcome?) -> String {
    let untrusted = markdown.untrusted
    var page = TextPage(style: .plain, untrusted: untrusted, showsTextsWhole: true)
    page.writeSharedBody(entry, namesAccount: namesAccount)
    let ids = entry.changes.prefix(Self.maximumTokensInSight).map {
      MarkdownText.htmlCode(untrusted.word($0.id.rawValue))
    }
    let rest = entry.changes.count - ids.count
    return fold(
      "\(outcome.map { "\($0.title): " } ?? "")\(counted(entry.changes.count, "token")) with the same change: "
        + ids.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""), page.text)
  }

  /// How many tokens of one entry are named in a line.
  static let maximumTokensInSight = 20

  private func details(of request: RequestPreview) -> String {
    let untrusted = markdown.untrusted
    let text = "\(request.method) \(untrusted.sentence(request.url))\n  \(untrusted.sentence(request.body))\n"
    return fold("would be sent: \(MarkdownText.htmlCode("\(request.method) \(untrusted.sentence(request.url))"))", text)
  }

  /// A block behind a line that opens it.
  func fold(_ summary: String, _ text: String) -> String {
    "<details>\n<summary>\(summary)</summary>\n\n\(MarkdownText.block(asDifference(text)))\n</details>\n"
  }

  /// Lines with their sign in the first column, where a difference is coloured, and no more of them than there is room for.
  private func asDifference(_ text: String) -> String {
    var result = ""
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Substring.init)
    if lines.last?.unicodeScalars.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      guard result.utf8.count + line.utf8.count < Self.maximumDetailsSize else {
        return result + "… \(counted(lines.count - index, "more line"))\n"
      }
      result += signedFirst(line) + "\n"
    }
    return result
  }

  private func signedFirst(_ line: Substring) -> String {
    let indent = line.unicodeScalars.prefix { $0 == " " }.count
    let rest = line.unicodeScalars.dropFirst(indent)
    guard indent > 0, let sign = rest.first, sign == "+" || sign == "-", rest.dropFirst().first == " " else {
      return String(line)
    }
    return String(sign) + String(repeating: " ", count: indent) + String(Substring(rest.dropFirst()))
  }
}
