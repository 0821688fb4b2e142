package import JSONText
import TokenModel

/// A page of a list.
package struct PageAnswer<Element: JSONReadable>: JSONReadable {
  /// What could be read. An element that could not is left out, as if the list had not returned it.
  package let elements: [Element]
  /// How many elements the page has, those that could not be read included.
  package let count: Int
  /// How many there are in all; nil where the platform does not say.
  package let total: Int?
  /// What the list names as omitted from each of its elements.
  package let omitted: OmittedMembers

  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var data = JSONField<Elements<Element>>.absent
    var metadata = JSONField<AnswerMetadata>.absent
    let isObject = try reader.object { (reader, name) throws(JSONReader.SyntaxError) in
      switch name {
      case "data": try reader.read(into: &data)
      case "$meta": try reader.read(into: &metadata)
      default: try reader.skip()
      }
    }
    guard isObject, let data = data.value else { return nil }
    elements = data.list
    count = data.count
    total = metadata.value?.total
    omitted = metadata.value?.omitted ?? []
  }
}

private struct Elements<Element: JSONReadable>: JSONReadable {
  private(set) var list: [Element] = []
  private(set) var count = 0

  /// Many times what a page is asked to hold.
  private static var most: Int { 100 * APICall.pageLimit }

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      count += 1
      guard count <= Self.most else { return try reader.skip() }
      if let element = try Element(&reader) { list.append(element) }
    }
    guard isArray, count <= Self.most else { return nil }
  }
}

extension PageAnswer<TokenAnswer> {
  /// The tokens, with what the list names as omitted left open.
  var tokens: [LiveToken] {
    elements.map { answer in
      var token = answer.token
      token.leaveOpen(omitted)
      return token
    }
  }

  /// Everything that the list or one of its tokens names as omitted.
  var allOmitted: OmittedMembers { elements.reduce(omitted) { $0.union($1.omitted) } }
}
