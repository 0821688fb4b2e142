import TestSupport
import TokenModel

/// Tokens and diagnostics as lines of text that a person can check.
enum Listing {
  static func text(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let position = diagnostic.position { text += "\(position.file):\(position.line):\(position.column) " }
    text += "\(diagnostic.code.rawValue) \(diagnostic.message)\n"
    if let excerpt = diagnostic.excerpt {
      let caret = String(repeating: " ", count: excerpt.column - 1) + String(repeating: "^", count: excerpt.length)
      text += "    | \(excerpt.line)\n    | \(caret)\n"
    }
    if let help = diagnostic.help { text += "    = \(help.text(.sample))\n" }
    return text
  }

  static func text(_ token: DesiredToken) -> String {
    var text = "\(token.id) at \(place(token.position)), document at \(place(token.document))\n"
    if let account = token.account { text += "  account \(account.value) at \(place(account.position))\n" }
    for field in TextField.allCases {
      guard let asked = token.texts[field] else { continue }
      text += "  \(field.rawValue) \(quoted(asked.value)) at \(place(asked.position))\n"
    }
    if let modules = token.modules {
      text += "  modules at \(place(modules.position))\n"
      for module in modules.value { text += "    " + line(module) + "\n" }
    }
    if let extensions = token.extensions {
      text += "  extensions \(extensions.value) at \(place(extensions.position))\n"
    }
    if let flag = token.isProtected { text += "  protected \(flag.value) at \(place(flag.position))\n" }
    return text
  }

  private static func line(_ module: DesiredModule) -> String {
    var line =
      switch module.reference {
      case .id(let id): "id \(id)"
      case .name(let name): "name \(quoted(name))"
      }
    line += " at \(place(module.position))"
    if let set = module.set { line += ", by set \(set.name) at \(place(set.position))" }
    if let filters = module.filters { line += ", filters \(filters.value.buyers) at \(place(filters.position))" }
    if !module.buyerGroups.isEmpty { line += ", groups \(module.buyerGroups.joined(separator: " "))" }
    if let until = module.until { line += ", until \(until.value) at \(place(until.position))" }
    if let reason = module.reason { line += ", reason \(quoted(reason.value)) at \(place(reason.position))" }
    return line
  }

  private static func quoted(_ text: VerbatimText?) -> String {
    text.map { $0.string.debugDescription } ?? "null"
  }

  private static func place(_ position: SourcePosition) -> String {
    "\(position.line):\(position.column)"
  }
}
