import JSONText
package import TokenModel

/// What an error answer says, whatever its shape: RFC 9457 with either form of `errors`, or a gateway's page.
package struct ProblemDetails: Equatable {
  /// What to show a person: the human text, then each field error as `member: message`. Nil where the answer says nothing
  /// that is worth showing.
  package let text: String?
  package let traceID: String?

  /// Reads an answer's body. What is kept of it is masked first and cut then: of half a secret nothing is known. What
  /// is far too long for an error is not read, since masking all of it would take long.
  package init(body: [UInt8], mask: SecretMask) {
    let answer = body.count <= Self.largest ? Answer(body: body) : nil
    traceID = answer?.traceID.map(mask.masking)
    let said = answer?.detail ?? answer?.title
    let parts = ((said.map { [$0] } ?? []) + (answer?.errors ?? [])).filter { !$0.isEmpty }
    let shown = parts.prefix(Self.most).map { Self.shortened(mask.masking($0)) }
    let rest = parts.count - shown.count
    text = parts.isEmpty ? nil : (shown + (rest > 0 ? ["\(rest) more errors"] : [])).joined(separator: "; ")
  }

  /// The bytes that an error answer may have.
  private static let largest = 1 << 20

  /// The scalars that are shown of one part, and how many parts are.
  private static let longest = 1_000
  private static let most = 50

  private static func shortened(_ text: String) -> String {
    let count = text.unicodeScalars.count
    guard count > longest else { return text }
    return String(text.unicodeScalars.prefix(longest)) + "… (\(count - longest) more characters)"
  }
}

private struct Answer: JSONReadable {
  let title: String?
  let detail: String?
  let traceID: String?
  /// Each as `field: message`.
  let errors: [String]

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var title = JSONField<String>.absent
    var detail = JSONField<String>.absent
    var details = JSONField<String>.absent
    var traceID = JSONField<String>.absent
    var errors = JSONField<ErrorsAnswer>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "title": try reader.read(into: &title)
      case "detail": try reader.read(into: &detail)
      case "details": try reader.read(into: &details)
      case "traceId": try reader.read(into: &traceID)
      case "errors": try reader.read(into: &errors)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    self.title = title.value
    self.detail = detail.value ?? details.value
    self.traceID = traceID.value
    self.errors = errors.value?.texts ?? []
  }
}

/// Errors as a list, or as messages by field. What has another shape is left out, the rest is kept.
private struct ErrorsAnswer: JSONReadable {
  let texts: [String]

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var texts: [String] = []
    if reader.isAtArray() {
      _ = try reader.array { (reader) throws(JSONReader.SyntaxError) in
        if let text = try ErrorItem(&reader)?.text { texts.append(text) }
      }
      self.texts = texts
      return
    }
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      let member = name.text
      for message in try Messages(&reader)?.list ?? [] { texts.append("\(member): \(message)") }
    }
    guard isObject else { return nil }
    self.texts = texts.sorted()
  }
}

/// One message, or several.
private struct Messages: JSONReadable {
  let list: [String]

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    if reader.isAtArray() {
      var list: [String] = []
      _ = try reader.array { (reader) throws(JSONReader.SyntaxError) in
        if let message = try reader.string() { list.append(message) }
      }
      self.list = list
    } else {
      guard let message = try reader.string() else { return nil }
      list = [message]
    }
  }
}

private struct ErrorItem: JSONReadable {
  let text: String

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var message = JSONField<String>.absent
    var properties = JSONField<Messages>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "message": try reader.read(into: &message)
      case "properties": try reader.read(into: &properties)
      default: try reader.skip()
      }
    }
    guard isObject else { return nil }
    let members = (properties.value?.list ?? []).joined(separator: ", ")
    text = members.isEmpty ? message.value ?? "" : "\(members): \(message.value ?? "refused")"
  }
}
