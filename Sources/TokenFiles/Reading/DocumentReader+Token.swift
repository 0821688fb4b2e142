import TokenModel

extension DocumentReader {
  /// Reads a token without its invalid fields, which are reported. Nil if its key is not an id.
  mutating func readToken(_ entry: Entry, account: Located<AccountID>?) -> DesiredToken? {
    var token = DesiredToken(
      id: address ?? TokenID(""), position: position(of: entry), document: tree.start.position(in: tokenFile),
      account: account)
    if expect(.mapping, entry, orNull: "write `{}` to manage none of its fields, or fix the indentation") {
      readFields(of: entry.value, into: &token)
    }
    return address == nil ? nil : token
  }

  private mutating func readFields(of mapping: Int, into token: inout DesiredToken) {
    for field in entries(of: mapping) {
      let position = position(of: field)
      switch field.knownKey {
      case .text(let text):
        let value = text.isNullable ? readNullableText(field) : readName(field)
        if let value { checkLimits(of: value?.string ?? "", as: text, at: tree.nodes[field.value].span) }
        token.texts[text] = value.map { Located($0, at: position) }
      case .modules:
        guard let list = readModules(field, of: .token) else { continue }
        if list.isFinal {
          token.modules = Located(list.modules, at: position)
        } else if address != nil {
          lists.append(UnlinkedModules(token: tokens.count, position: position, list: list))
        }
      case .extensions: token.extensions = readExtensions(field).map { Located($0, at: position) }
      case .protected: token.isProtected = readProtected(field).map { Located($0, at: position) }
      default: reportUnknownKey(field, in: .token)
      }
    }
  }

  private mutating func readName(_ field: Entry) -> VerbatimText?? {
    guard let text = readText(field, orNull: "omit the key to leave the name unmanaged") else { return nil }
    guard !text.isEmpty else {
      report(.emptyValue, "a token's name must not be empty", at: tree.nodes[field.value].span)
      return nil
    }
    return VerbatimText(text)
  }

  /// The text, or an inner nil for null. If the value is neither, reports it and returns nil.
  private mutating func readNullableText(_ field: Entry) -> VerbatimText?? {
    if tree.nodes[field.value].kind == .null { return .some(nil) }
    return readText(field, orNull: nil).map { VerbatimText($0) }
  }

  private mutating func readProtected(_ field: Entry) -> Bool? {
    let node = tree.nodes[field.value]
    let text = tree.text(of: field.value)
    switch (node.kind, text) {
    case (.boolean, "true"): return true
    case (.boolean, "false"): return false
    case (.text, "true") where node.isPlain: return true
    case (.text, "false") where node.isPlain: return false
    case (.reported, _): return nil
    case (.null, _): reportNull(field, help: "write `true` or `false`, or omit the key")
    case (.text, "true"), (.text, "false"):
      report(
        .wrongType, "\(quoteKey(of: field)) must be true or false, not text", help: "remove the quotes", at: node.span)
    case (.text, _), (.boolean, _):
      report(
        .wrongType, "\(quoteKey(of: field)) must be true or false, not \(quote(text))", help: Self.meant(text),
        at: node.span)
    default:
      report(
        .wrongType, "\(quoteKey(of: field)) must be true or false, not \(description(of: field.value))", at: node.span)
    }
    return nil
  }

  private static func meant(_ text: String) -> String? {
    switch text.lowercased() {
    case "yes", "on", "y", "true", "1": "write `true`"
    case "no", "off", "n", "false", "0": "write `false`"
    default: nil
    }
  }
}
