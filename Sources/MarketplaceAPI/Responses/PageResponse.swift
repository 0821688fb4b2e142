package import JSONText
import TokenModel

/// One page of a list.
package struct PageResponse<Element: JSONReadable>: JSONReadable {
  /// The elements that could be read. Others are left out, as if the list had not returned them.
  package let elements: [Element]
  /// The number of elements on the page, including those that could not be read.
  package let count: Int
  /// The number of elements of the whole list; nil if the platform does not say.
  package let total: Int?
  /// The members that the list names as omitted from each element.
  package let omitted: OmittedMembers

  /// Reads a page. Nil if it has no `data`, or more elements than a page may have; throws if the task is cancelled.
  package init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    var data = JSONField<Elements<Element>>.absent
    var metadata = JSONField<ResponseMetadata>.absent
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

  /// A hundred times the page size that is requested.
  private static var maximumCount: Int { 100 * APICall.pageLimit }

  init?(_ reader: inout JSONReader) throws(JSONReader.SyntaxError) {
    let isArray = try reader.array { (reader) throws(JSONReader.SyntaxError) in
      count += 1
      // A run that ends does not wait for the rest of a long page.
      guard !Task.isCancelled else { throw JSONReader.SyntaxError() }
      guard count <= Self.maximumCount else { return try reader.skip() }
      if let element = try Element(&reader) { list.append(element) }
    }
    guard isArray, count <= Self.maximumCount else { return nil }
  }
}

extension PageResponse<TokenResponse> {
  /// The tokens, with the members marked as omitted that the list names.
  var tokens: [LiveToken] {
    elements.map { response in
      var token = response.token
      token.markOmitted(omitted)
      return token
    }
  }

  /// The members that the list or any of its tokens names as omitted.
  var allOmitted: OmittedMembers { elements.reduce(omitted) { $0.union($1.omitted) } }
}
