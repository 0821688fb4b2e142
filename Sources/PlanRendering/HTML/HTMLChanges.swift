import PlanDocument
import Planning
import TokenModel

extension HTMLPage {
  mutating func writeChanges(of review: PlanReview) {
    markup("<section aria-labelledby=\"")
    anchor("changes")
    markup("\">\n<h2 id=\"")
    anchor("changes")
    markup("\">")
    text(review.report == nil ? "Changes" : "What was planned")
    markup("</h2>\n")
    if planNumber == 0 { markup("<p id=\"nothing\" hidden>No matching tokens.</p>\n") }
    let namesAccount = review.plan.accounts.count > 1
    for entry in review.entries {
      let change = entry.first
      markup("<article class=\"token\" id=\"")
      anchor(ofChange: entry.places[0])
      element("\" data-effect=\"", change.effect.rawValue, "\"")
      if let cause = change.cause { element(" data-cause=\"", cause.rawValue, "\"") }
      if change.modules?.granted.isEmpty == false || (change.extensions?.wideningCount ?? 0) > 0 {
        markup(" data-grants")
      }
      if change.modules?.revoked.isEmpty == false || (change.extensions?.narrowingCount ?? 0) > 0 {
        markup(" data-revocations")
      }
      markup(">\n")
      let outcomes = review.report?.outcomes(of: change)
      writeEntry(entry, namesAccount: namesAccount, outcomes: outcomes)
      markup("</article>\n")
    }
    markup("</section>\n")
  }

  /// A token to update, or several with the same change: the change once, and then each of them.
  ///
  /// - Parameters:
  ///   - outcomes: How it ended; nil if nothing was tried.
  ///   - hasAnchors: Whether other parts of the page lead to each of the tokens.
  mutating func writeEntry(
    _ entry: ChangeEntry, namesAccount: Bool, outcomes: ModuleOutcomes? = nil, hasAnchors: Bool = true
  ) {
    guard entry.isShared else { return writeChange(entry.first, namesAccount: namesAccount, outcomes: outcomes) }
    element("<h3>", "\(counted(entry.changes.count, "token")) with the same change ", "")
    writeEffect(entry.first.effect, outcomes)
    markup("</h3>\n")
    if let modules = entry.first.modules {
      let kept = entry.changes.map { $0.modules?.kept.map(\.id) ?? [] }
      writeModules(modules, as: .change, outcomes: outcomes, saysKept: kept.allSatisfy { $0 == kept[0] })
    }
    if let extensions = entry.first.extensions { writeExtensions(extensions, as: .change, outcomes: outcomes) }
    markup("<ul class=\"members\">\n")
    for (change, place) in zip(entry.changes, entry.places) {
      if !hasAnchors || place == entry.places[0] {
        markup("<li class=\"member\">")
      } else {
        markup("<li class=\"member\" id=\"")
        anchor(ofChange: place)
        markup("\">")
      }
      reference(change.id.rawValue, change.name)
      portal(of: change.id)
      writeAbout(change, namesAccount: namesAccount)
      writeCautions(about: change)
      markup("</li>\n")
    }
    markup("</ul>\n")
  }

  /// One token: what it is, what a reviewer should know about it, and what changes.
  ///
  /// - Parameter outcomes: How it ended; nil if nothing was tried.
  private mutating func writeChange(_ change: TokenChange, namesAccount: Bool, outcomes: ModuleOutcomes?) {
    markup("<h3>")
    code(change.id.rawValue)
    markup(" ")
    if let name = change.name { self.name(name.string) } else { markup("(name unknown)") }
    portal(of: change.id)
    markup(" ")
    writeEffect(change.effect, outcomes)
    markup("</h3>\n")
    writeAbout(change, namesAccount: namesAccount)
    writeCautions(about: change)
    if let modules = change.modules { writeModules(modules, as: .change, outcomes: outcomes) }
    if let extensions = change.extensions { writeExtensions(extensions, as: .change, outcomes: outcomes) }
    for text in change.texts {
      writeText(TextPair(text.field, from: text.before, to: text.after), cause: text.cause)
    }
  }

  /// What a reviewer should know about a token beside its change.
  private mutating func writeAbout(_ change: TokenChange, namesAccount: Bool) {
    markup("<ul class=\"about\">")
    markup("<li>")
    place(change.position)
    markup("</li>")
    if namesAccount, let account = change.account {
      markup("<li>")
      reference(account.id.rawValue, account.name)
      markup("</li>")
    }
    writeHistory(of: change)
    writeLastUse(of: change)
    if change.cause != nil {
      markup("<li>")
      writeCause(change.difference.allCauses)
      markup("</li>")
    }
    markup("</ul>\n")
  }

  private mutating func writeEffect(_ effect: Effect, _ outcomes: ModuleOutcomes?) {
    if let outcomes {
      writeOutcome(outcomes.token)
      markup(" <span class=\"note\">planned:</span> ")
    }
    writeEffect(effect)
  }

  private mutating func writeEffect(_ effect: Effect) {
    switch effect {
    case .widens: markup("<span class=\"tag granted\">widens</span>")
    case .narrows: markup("<span class=\"tag revoked\">narrows</span>")
    case .mixed: markup("<span class=\"tag refiltered\">widens and narrows</span>")
    case .neutral: markup("<span class=\"tag\">access unchanged</span>")
    }
  }

  mutating func writeCause(_ causes: Causes) {
    guard let words = causes.words else { return }
    if causes.contains(.drift) {
      element("<span class=\"tag drift\">", words, "</span>")
    } else {
      element("<span class=\"tag\">", words, "</span>")
    }
  }

  private mutating func writeLastUse(of change: TokenChange) {
    switch change.lastAccessAt {
    case .known(let at?):
      markup("<li>last used ")
      time(at)
      markup("</li>")
    case .known(nil): markup("<li>never used</li>")
    case .omitted: markup("<li>last use not known</li>")
    }
  }

  private mutating func writeHistory(of change: TokenChange) {
    if let last = change.lastChange, last.isKnown {
      markup("<li>last changed")
      if let at = last.at {
        markup(" ")
        time(at)
      }
      if let name = last.byName {
        markup(" by ")
        self.name(name)
        if let id = last.byID {
          markup(" ")
          code(id)
        }
      } else if let id = last.byID {
        markup(" by ")
        code(id)
      }
      markup("</li>")
    } else {
      markup("<li>last change not known</li>")
    }
    if let revision = change.baseRevision { element("<li>revision ", String(revision), "</li>") }
  }

  private mutating func writeCautions(about change: TokenChange) {
    if let status = change.status, status != .active {
      markup("<p class=\"caution\">Its status is ")
      name(status.word)
      markup(".</p>\n")
    }
    if change.isProtected { markup("<p class=\"caution\">Protected by the files.</p>\n") }
    if change.isSelf { markup("<p class=\"caution\">This is the credential's own token.</p>\n") }
  }
}
