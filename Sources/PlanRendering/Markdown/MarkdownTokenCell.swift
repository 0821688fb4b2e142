import PlanDocument
import Planning
import TokenModel

/// The parts of an entry, in the order in which a comment has them.
enum EntryPart: Comparable {
  case grants, revocations, refiltered, extensions, texts
}

extension ChangeEntry {
  /// The part that says what is known of the tokens; the others only refer to them.
  var firstPart: EntryPart {
    if let modules = first.modules {
      if !modules.granted.isEmpty { return .grants }
      if !modules.revoked.isEmpty { return .revocations }
      if !modules.refiltered.isEmpty { return .refiltered }
    }
    return first.extensions == nil ? .texts : .extensions
  }
}

extension MarkdownDocument {
  /// The tokens of an entry. Names and facts are in its first row only.
  func tokens(_ entry: ChangeEntry, _ part: EntryPart, row: Int, _ review: PlanReview) -> String {
    let isFirst = part == entry.firstPart && row == 0
    guard entry.isShared else {
      guard isFirst else { return markdown.word(entry.first.id.rawValue) }
      let facts = facts(of: entry.first, review).joined(separator: " · ")
      return token(entry.first) + (facts.isEmpty ? "" : " · " + facts)
    }
    guard isFirst else {
      return
        "the same \(counted(entry.changes.count, "token")), starting with \(markdown.word(entry.first.id.rawValue))"
    }
    return tokenList(entry.changes.count, facts: facts(of: entry, review)) { index in
      let change = entry.changes[index]
      let cautions = cautions(about: change, review)
      return token(change) + (cautions.isEmpty ? "" : " (\(cautions.joined(separator: ", ")))")
    }
  }

  /// The tokens of an entry by id and name, and nothing else about them.
  func names(of entry: ChangeEntry) -> String {
    entry.isShared ? tokenList(entry.changes.count) { token(entry.changes[$0]) } : token(entry.first)
  }

  /// So many tokens are in sight; more are folded.
  private static let maximumInSight = 10

  /// Several tokens, as many as the scope allows; many of them are folded behind their number and the facts about them.
  func tokenList(_ count: Int, facts: [String] = [], _ token: (Int) -> String) -> String {
    let shown = (0..<min(count, scope.tokens)).map(token).joined(separator: ", ")
    let all = shown + (count > scope.tokens ? " and \(count - scope.tokens) more" : "")
    let number = counted(count, "token")
    guard min(count, scope.tokens) > Self.maximumInSight else {
      return ([count == 1 ? all : "\(number): \(all)"] + facts).joined(separator: " · ")
    }
    return (["**\(number)**"] + facts).joined(separator: " · ")
      + " <details><summary>ids and names</summary>\(all)</details>"
  }

  /// A token by its id and its name.
  func token(_ change: TokenChange) -> String { markdown.named(change.id.rawValue, change.name) }

  private func facts(of change: TokenChange, _ review: PlanReview) -> [String] {
    let effect = effect(of: change, review)
    let cautions = (effect.map { [$0] } ?? []) + cautions(about: change, review)
    guard scope.saysFacts else { return cautions }
    let kept = change.modules.map { ["modules kept: \($0.kept.count)" + ends($0)] } ?? []
    return cautions + kept + [lastChange(of: change), markdown.place(change.position)]
  }

  private func facts(of entry: ChangeEntry, _ review: PlanReview) -> [String] {
    let effect = effect(of: entry.first, review).map { [$0] } ?? []
    guard scope.saysFacts else { return effect }
    let facts = SharedFacts(entry)
    let most = 5
    let files = facts.files.prefix(most).map { MarkdownText.code(markdown.untrusted.file($0)) }.joined(separator: ", ")
    return effect + kept(by: entry) + [facts.history(word: markdown.word) { markdown.quoted($0, columns: 40) }]
      + ["in \(files)\(facts.files.count > most ? " and \(facts.files.count - most) more files" : "")"]
  }

  private func kept(by entry: ChangeEntry) -> [String] {
    let counts = entry.changes.compactMap { $0.modules?.kept.count }
    guard let least = counts.min(), let most = counts.max() else { return [] }
    let count = least == most ? "\(most)" : "\(least) to \(most)"
    return ["modules kept: \(count)" + (entry.first.modules.map(ends) ?? "")]
  }

  /// How many of the modules that are kept have another end.
  private func ends(_ modules: ModulesChange) -> String {
    let ends = modules.kept.compactMap { $0.source?.endChange?.verb }
    return ends.isEmpty ? "" : ends.count == 1 ? " (end \(ends[0]))" : " (\(ends.count) ends changed)"
  }

  private func effect(of change: TokenChange, _ review: PlanReview) -> String? {
    guard change.effect != .neutral else { return nil }
    return review.report == nil ? "**\(change.effect.rawValue)**" : "planned: \(change.effect.rawValue)"
  }

  private func cautions(about change: TokenChange, _ review: PlanReview) -> [String] {
    var words: [String] = []
    if review.plan.accounts.count > 1, let account = change.account {
      words.append(markdown.named(account.id.rawValue, account.name))
    }
    if change.isProtected { words.append("protected") }
    if change.isSelf { words.append("the credential's own token") }
    if let status = change.status, status != .active { words.append("status \(markdown.word(status.word))") }
    return words
  }

  private func lastChange(of change: TokenChange) -> String {
    guard let last = change.lastChange, last.isKnown else { return "last change not known" }
    let author = last.byName.map { markdown.quoted($0, columns: 40) } ?? last.byID.map(markdown.word)
    return "last changed "
      + [last.at.map(markdown.time), author.map { "by \($0)" }].compactMap(\.self).joined(separator: " ")
  }
}
