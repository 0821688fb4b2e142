import JSONText
package import TokenModel

/// What an error answer says, whatever its shape: RFC 9457 with either form of `errors`, or a gateway's page.
package struct ProblemDetails: Equatable {
  /// What to show a person; nil where the answer says nothing that is worth showing.
  package let text: String?
  package let traceID: String?

  /// Reads an answer's body. What is kept of it is masked first and cut then: of half a secret nothing is known.
  package init(body: [UInt8], mask: SecretMask) {
    guard let answer = Answer(body: body) else {
      text = nil
      traceID = nil
      return
    }
    traceID = answer.traceID.map(mask.masking)
    let said = answer.detail ?? answer.title
    let parts = [said] + answer.errors.map { .some($0) }
    let joined = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    text = joined.isEmpty ? nil : Self.shortened(mask.masking(joined))
  }

  private static let longest = 1_000

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

/// Errors as a list, or as messages by field.
private struct ErrorsAnswer: JSONReadable {
  let texts: [String]

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    if reader.isAtArray() {
      guard let items = try [ErrorItem](&reader) else { return nil }
      texts = items.map(\.text)
      return
    }
    var byField: [String: JSONField<[String]>] = [:]
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      try reader.read(into: &byField[name.text, default: .absent])
    }
    let messages = byField.compactMapValues(\.value)
    guard isObject, messages.count == byField.count else { return nil }
    texts = messages.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: ", "))" }
  }
}

private struct ErrorItem: JSONReadable {
  let text: String

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var message = JSONField<String>.absent
    var properties = JSONField<[String]>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "message": try reader.read(into: &message)
      case "properties": try reader.read(into: &properties)
      default: try reader.skip()
      }
    }
    guard isObject, !message.isMismatch, !properties.isMismatch else { return nil }
    let fields = (properties.value ?? []).joined(separator: ", ")
    text = fields.isEmpty ? message.value ?? "" : "\(fields): \(message.value ?? "")"
  }
}
