import PlanDocument
import Planning
import TokenModel

extension MarkdownDocument {
  /// The most that one token's details may take, so that one token cannot crowd out the others.
  private static let maximumDetailsSize = 20_000

  /// What does not fit into a row, folded: longer texts, what is left out, and for a dry run the requests.
  func details(of review: PlanReview) -> MarkdownSection? {
    let plan = review.plan
    let namesAccount = plan.accounts.count > 1
    let long = review.changes.filter { $0.texts.contains { !isShort($0) } }
    let texts = long.lazy.map { change in
      details(of: change, outcome: review.report?.outcome(of: change.id))
    }
    let leftOut = review.entriesLeftOut.lazy.map { details(ofLeftOut: $0, namesAccount: namesAccount) }
    var requests: [RequestPreview] = []
    if case .dryRun(_, let previews) = review.subject { requests = previews }
    let total = long.count + review.entriesLeftOut.count + requests.count
    guard total > 0 else { return nil }
    let rows: [any Sequence<String>] = [texts, leftOut, requests.lazy.map(details)]
    return MarkdownSection(
      "\n### \(review.report == nil ? "Details" : "Details of the plan")\n\n", total: total,
      noun: requests.isEmpty ? "token" : "token or request", rows: rows.lazy.flatMap { AnySequence($0) })
  }

  /// The texts of a token that are too long for a row.
  private func details(of change: TokenChange, outcome: Outcome?) -> String {
    var page = TextPage(style: .plain, untrusted: markdown.untrusted, showsTextsWhole: true)
    for text in change.texts where !isShort(text) {
      page.writeText(TextPair(text.field, from: text.before, to: text.after), indent: 4, word: Causes(text.cause).words)
    }
    // What follows is what the plan asks for; the outcome is above.
    return fold("\(outcome.map { "\($0.title): " } ?? "")\(summary(of: change))", page.text)
  }

  private func details(ofLeftOut entry: ChangeEntry, namesAccount: Bool) -> String {
    var page = TextPage(style: .plain, untrusted: markdown.untrusted, showsTextsWhole: true)
    page.writeEntryBody(entry, namesAccount: namesAccount, isLeftOut: true)
    let summary = entry.isShared ? counted(entry.changes.count, "token") : summary(of: entry.first)
    return fold("Left out: \(summary)", page.text)
  }

  private func summary(of change: TokenChange) -> String {
    let untrusted = markdown.untrusted
    let name = change.name.map { " " + MarkdownText.htmlCode(untrusted.quoted($0.string, columns: 60)) } ?? ""
    return MarkdownText.htmlCode(untrusted.word(change.id.rawValue)) + name
  }

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
