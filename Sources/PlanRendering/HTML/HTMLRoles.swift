import PlanDocument
import Planning
import TokenModel

/// What a plan says of sets, groups and ends beside its changes.
extension HTMLPage {
  private static let maximumListed = 500

  /// The sets and groups that the change under review changes, above the tokens that they reach.
  mutating func writeSharedLists(_ all: [SharedListChange]) {
    guard !all.isEmpty else { return }
    markup("<section>\n<h2>Changed sets and groups</h2>\n<ul class=\"plain\">\n")
    for list in all {
      element("<li>", list.noun, " ")
      code(list.name)
      element(" <b>", list.reach, "</b> <span class=\"note\">")
      place(list.position)
      markup("</span><ul class=\"modules\">")
      for entry in list.rows.prefix(Self.maximumListed) {
        switch entry.sign {
        case .added: markup("<li><b class=\"granted\">+</b> ")
        case .removed: markup("<li><b class=\"revoked\">−</b> ")
        case .changed: markup("<li><b class=\"refiltered\">~ other filters</b> ")
        }
        name(entry.entry.string)
        markup("</li>")
      }
      markup("</ul>")
      writeLeftOut(list.rows.count - Self.maximumListed, "more entry")
      markup("</li>\n")
    }
    markup("</ul>\n</section>\n")
  }

  /// The grants with another end than before the change under review.
  mutating func writeMovedEnds(of plan: Plan) {
    let groups = EndGroup.moved(in: plan)
    guard !groups.isEmpty else { return }
    markup("<section>\n<h2>Ends that changed</h2>\n<ul class=\"plain\">\n")
    for group in groups { writeEnd(group, group.change?.words ?? "") }
    markup("</ul>\n</section>\n")
  }

  /// The grants that end soon.
  mutating func writeEnding(of plan: Plan) {
    guard let groups = EndGroup.ending(in: plan) else { return }
    markup("<section>\n<h2>Ending soon</h2>\n")
    if groups.isEmpty {
      element("<p>", "No grant ends within the days of \(untrusted.options[.endingWithin]).", "</p>\n")
    } else {
      markup("<ul class=\"plain\">\n")
      for group in groups { writeEnd(group, group.until.map { "until \($0.lastInstant)" } ?? "") }
      markup("</ul>\n")
    }
    markup("</section>\n")
  }

  private mutating func writeEnd(_ group: EndGroup, _ words: String) {
    markup("<li>")
    for (index, module) in group.modules.prefix(EndGroup.maximumModules).enumerated() {
      if index > 0 { markup(", ") }
      if let id = module.id { reference(id, module.name.map { VerbatimText($0) }) } else { name(module.name ?? "") }
    }
    writeLeftOut(group.modules.count - EndGroup.maximumModules, "more module")
    if let set = group.set {
      markup(", by set ")
      code(set)
    }
    element(" <b>", words, "</b>, on")
    for token in group.tokens.prefix(Self.maximumListed) {
      markup(" ")
      code(token.rawValue)
    }
    writeLeftOut(group.tokens.count - Self.maximumListed, "more token")
    markup(" <span class=\"note\">")
    place(group.position)
    markup("</span>")
    if let reason = group.reason { writeReason(reason) }
    markup("</li>\n")
  }

  /// Where a module comes from, until when, and why.
  mutating func writeSource(_ source: ModuleSource?) {
    guard let note = SourceNote(source), let source else { return }
    markup("<p class=\"note\">")
    if let set = source.set {
      markup("by set ")
      code(set)
      if source.setChange != .useRemoved {
        markup(", ")
        place(source.position)
      }
    }
    let changes = note.changes(untrusted.word).joined(separator: ", ")
    if !changes.isEmpty { text(source.set == nil ? changes : " (\(changes))") }
    var isFirst = source.set == nil && changes.isEmpty
    if let until = source.until {
      text("\(isFirst ? "" : ", ")granted until \(until.lastInstant)")
      isFirst = false
    }
    if let reason = source.reason {
      if !isFirst { text(",") }
      writeReason(reason)
    }
    markup("</p>")
  }

  private mutating func writeReason(_ reason: VerbatimText) {
    markup(" reason ")
    name(reason.string)
  }
}
