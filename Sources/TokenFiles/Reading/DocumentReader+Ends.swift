import TokenModel

extension DocumentReader {
  /// Reads the last day of a grant. If it is none, reports it and returns nil.
  mutating func readEnd(_ field: Entry) -> Located<CalendarDate>? {
    guard let text = readText(field, orNull: "omit the key for a grant without an end") else { return nil }
    guard let day = CalendarDate(text) else {
      report(
        .malformedDate, "\(quote(text)) is not a calendar date", help: Self.dayHelp(for: text),
        at: tree.nodes[field.value].span)
      return nil
    }
    return Located(day, at: position(of: field))
  }

  private static func dayHelp(for text: String) -> String {
    if text.utf8.count <= 40, let day = CalendarDate(text.prefix(10)) {
      return "an end has no time: write `\(day)`, the last day of the grant in UTC"
    }
    return "write the last day of the grant, in UTC, such as `2026-12-31`"
  }

  /// Reads why a token has what the entry lists. If it is no text, or none that a reviewer can read, reports it and
  /// returns nil.
  mutating func readReason(_ field: Entry) -> Located<VerbatimText>? {
    guard let text = readText(field, orNull: "omit the key if there is no reason") else { return nil }
    let span = tree.nodes[field.value].span
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      report(.emptyValue, "a reason must not be empty", help: "omit the key if there is no reason", at: span)
      return nil
    }
    guard text.utf8.count <= Limits.reason || text.unicodeScalars.count <= Limits.reason else {
      report(
        .tooLarge, "a reason may have at most \(Limits.reason) characters; this one has \(text.unicodeScalars.count)",
        help: "refer to a ticket or a page for the details", at: span)
      return nil
    }
    return Located(VerbatimText(text), at: position(of: field))
  }
}
