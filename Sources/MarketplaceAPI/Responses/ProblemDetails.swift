import JSONText
package import TokenModel

/// The content of an error response: RFC 9457 with either form of `errors`, or the page of a gateway.
package struct ProblemDetails: Equatable {
  /// The detail or title, then each field error as `member: message`. Nil if the response has neither.
  package let text: String?
  /// The platform's id of the request, for its support.
  package let traceID: String?

  /// Reads the body of a response. Texts are masked before they are shortened, because half a secret is not recognised.
  /// A body that is too large for an error is ignored, because masking it would take long.
  package init(body: [UInt8], mask: SecretMask) {
    let problem = body.count <= Self.maximumBytes ? Problem(body: body) : nil
    traceID = problem?.traceID.map(mask.masking)
    let summary = problem?.detail ?? problem?.title
    let parts = ((summary.map { [$0] } ?? []) + (problem?.errors ?? [])).filter { !$0.isEmpty }
    let shown = parts.prefix(Self.maximumParts).map { Self.shortened(mask.masking($0)) }
    let rest = parts.count - shown.count
    text = parts.isEmpty ? nil : (shown + (rest > 0 ? ["\(rest) more errors"] : [])).joined(separator: "; ")
  }

  private static let maximumBytes = 1 << 20
  /// In Unicode scalars.
  private static let maximumLength = 1_000
  private static let maximumParts = 50

  private static func shortened(_ text: String) -> String {
    let count = text.unicodeScalars.count
    guard count > maximumLength else { return text }
    return String(text.unicodeScalars.prefix(maximumLength)) + "… (\(count - maximumLength) more characters)"
  }
}

private struct Problem: JSONReadable {
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
    var errors = JSONField<ErrorsResponse>.absent
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

/// Errors as a list, or as messages by field. Entries of an unexpected type are left out.
private struct ErrorsResponse: JSONReadable {
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
