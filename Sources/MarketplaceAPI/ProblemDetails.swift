import FoundationEssentials

/// What an error answer says, whatever its shape: RFC 9457 with either form of `errors`, or a gateway's page.
package struct ProblemDetails: Equatable {
  /// What to show a person; nil where the answer says nothing that is worth showing.
  package let text: String?
  package let traceID: String?

  package init(body: [UInt8]) {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
      text = nil
      traceID = nil
      return
    }
    traceID = answer.traceID
    let said = answer.detail ?? answer.title
    let parts = [said] + answer.errors.map { .some($0) }
    let joined = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    text = joined.isEmpty ? nil : Self.shortened(joined)
  }

  private static let longest = 1_000

  private static func shortened(_ text: String) -> String {
    let count = text.unicodeScalars.count
    guard count > longest else { return text }
    return String(text.unicodeScalars.prefix(longest)) + "… (\(count - longest) more characters)"
  }
}

private struct Answer: Decodable {
  let title: String?
  let detail: String?
  let traceID: String?
  /// Each as `field: message`.
  let errors: [String]

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) -> String? { (try? values.decodeIfPresent(String.self, forKey: key)) ?? nil }
    title = text(.title)
    detail = text(.detail) ?? text(.details)
    traceID = text(.traceId)
    if let byField = try? values.decode([String: [String]].self, forKey: .errors) {
      errors = byField.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: ", "))" }
    } else if let list = try? values.decode([Item].self, forKey: .errors) {
      errors = list.map(\.text)
    } else {
      errors = []
    }
  }

  private enum Key: String, CodingKey {
    case title, detail, details, traceId, errors
  }

  private struct Item: Decodable {
    let message: String?
    let properties: [String]?

    var text: String {
      let fields = (properties ?? []).joined(separator: ", ")
      return fields.isEmpty ? message ?? "" : "\(fields): \(message ?? "")"
    }
  }
}
